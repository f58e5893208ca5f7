"""What is done to count letters."""
