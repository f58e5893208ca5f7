"""What a statement is given."""

Parameters = dict[str, str | int | list[str] | None]
