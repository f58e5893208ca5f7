"""Why the figures hold no personal data."""

from zenne.core.personal_data.public import holds_no_personal_data


def declare() -> None:
    """Declare the models of this room."""
    holds_no_personal_data(
        "letter_figures.LetterWeek",
        because="it counts letters and minutes, and names neither writers nor members of staff",
    )
