"""What is done with colleagues."""
