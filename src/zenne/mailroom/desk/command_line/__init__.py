"""The subcommands of ``zenne mail``."""
