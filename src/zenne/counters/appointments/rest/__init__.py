"""Free times and appointments in the API."""
