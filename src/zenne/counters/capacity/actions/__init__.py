"""What is done with capacity."""
