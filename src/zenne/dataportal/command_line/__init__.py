"""``./zenne data …``: a file for each subcommand, with ``HELP``, ``arguments(parser)`` and ``run(options, stdout)``."""
