"""Rules of facts."""
