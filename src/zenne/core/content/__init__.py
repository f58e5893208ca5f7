"""The version of what people read, and what is kept for as long as it lasts."""
