"""Rules of limits: windows and addresses."""
