"""What is done with personal data when shifts fall away."""

from zenne.core.personal_data.public import holds_no_personal_data


def declare() -> None:
    """Declare the models of this room."""
    holds_no_personal_data(
        "planning.Withdrawal",
        "planning.Touched",
        because="they count shifts and name appointments by number; they go when the appointment is erased",
    )
