"""Pages about background work, for staff."""
