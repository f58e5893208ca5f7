"""Pages of those who answer letters."""
