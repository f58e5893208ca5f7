"""What stops a command, in words for the person who typed it."""


class CannotContinue(Exception):
    """A command cannot go on. The message is one clear sentence, with what to do about it."""


class Stopped(KeyboardInterrupt):
    """The launcher was told to stop by a signal other than Ctrl-C."""
