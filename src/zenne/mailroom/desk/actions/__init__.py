"""What is done at the desk of the mailroom."""
