"""Values and pure functions of the data portal."""
