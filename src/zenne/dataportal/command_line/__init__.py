"""``./zenne data …``: one file for each subcommand, with ``HELP``, ``arguments(parser)`` and ``run(options, stdout)``."""
