"""Pages about colleagues."""
