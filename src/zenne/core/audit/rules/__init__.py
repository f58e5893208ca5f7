"""Rules of the audit log."""
