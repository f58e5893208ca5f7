"""What may be reached. Nothing but values."""
