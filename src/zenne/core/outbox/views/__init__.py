"""Pages about messages, for staff."""
