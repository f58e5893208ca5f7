"""Names in questions to the engine."""


def quoted(name: str) -> str:
    """A name of a column or a file name as the engine reads it, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text as the engine reads it, where it takes no parameter."""
    return "'" + text.replace("'", "''") + "'"
