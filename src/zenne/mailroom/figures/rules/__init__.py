"""What counts as answered, dated, held and done with."""
