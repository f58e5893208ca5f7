"""Weeks, what is missing in them, and the picture of a day: whole numbers and dates only."""
