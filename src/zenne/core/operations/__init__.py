"""For those who run an installation: figures, security headers, backups, and what is missing for production."""
