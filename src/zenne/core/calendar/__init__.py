"""Working days, working hours and opening hours."""
