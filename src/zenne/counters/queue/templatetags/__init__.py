"""Words and numbers of the queue in templates."""
