"""Files of all kinds become typed rows of a table."""
