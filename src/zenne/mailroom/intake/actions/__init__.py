"""What is done when letters come."""
