"""Languages by name, and files of colleagues, as plain values."""
