"""What is done in the mailroom."""
