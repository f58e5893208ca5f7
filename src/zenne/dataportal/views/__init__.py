"""The pages of the data portal."""
