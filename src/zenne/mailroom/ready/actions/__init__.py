"""What is done with ready answers."""
