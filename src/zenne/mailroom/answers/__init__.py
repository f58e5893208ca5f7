"""Answers: what goes back to whoever wrote, by when, and what is said until then."""
