"""Codes of the portal in words that people read."""
