"""What is done with models: they are learned, and taken back."""
