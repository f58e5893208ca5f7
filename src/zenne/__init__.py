"""Zenne: one open platform on which a multilingual city serves its residents, listens to them and opens its data."""

__version__ = "0.1.0"
