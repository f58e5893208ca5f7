"""Free times in many shifts at once."""
