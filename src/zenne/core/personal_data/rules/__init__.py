"""Rules of personal data."""
