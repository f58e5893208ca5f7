"""The forms of the pages of stewards."""
