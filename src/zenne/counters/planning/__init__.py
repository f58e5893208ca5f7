"""Planning: who is at which desk in a week, what is missing, and what becomes of appointments when somebody is not
there."""
