"""What is hidden, what is between, how honest promises were, and lines of pictures: pure functions."""
