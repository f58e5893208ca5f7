"""What is done to answer letters."""
