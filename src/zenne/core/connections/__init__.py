"""Connections to other computers: to an address that was checked, with an end."""
