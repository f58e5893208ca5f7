"""Why the figures hold no personal data."""

from zenne.core.personal_data.public import holds_no_personal_data


def declare() -> None:
    """Declare the models of this room."""
    holds_no_personal_data(
        "figures.HourFigures",
        "figures.RoomDay",
        "figures.FirstFree",
        because="they count visits and minutes, and name neither visitors nor members of staff",
    )
