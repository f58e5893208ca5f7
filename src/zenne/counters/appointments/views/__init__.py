"""Pages of appointments, for residents."""
