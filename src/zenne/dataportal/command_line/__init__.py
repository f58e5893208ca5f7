"""What the subcommands of ``./zenne data`` do."""
