"""Texts in several languages, in the database and in the interface."""
