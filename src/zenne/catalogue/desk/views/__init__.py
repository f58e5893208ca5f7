"""Pages of the translation desk."""
