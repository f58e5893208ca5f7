"""Reading and checking a city folder; docs/city-folder.md describes the format."""
