"""The data portal in the API."""
