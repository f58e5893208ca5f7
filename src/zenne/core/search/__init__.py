"""One full-text index for the documents of all modules."""
