"""What a message says, whether it is a letter, and by when it is answered: pure functions."""
