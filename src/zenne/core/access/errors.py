"""Why an asker does not get what was asked: each class a stable code. Who keeps accounts turns them into pages."""

from zenne.core.access.audiences import Audience


class NotAllowed(Exception):
    """The asker may not do this, and signing in again would not help. ``needed`` says what it takes."""

    code = "not-allowed"

    def __init__(self, needed: Audience) -> None:
        self.needed = needed
        super().__init__(f"{self.code}: {needed}")


class SignInNeeded(NotAllowed):
    """Nobody is signed in."""

    code = "sign-in-needed"


class StrongerSignInNeeded(NotAllowed):
    """Somebody is signed in, with less assurance than this needs; their own sign-in can be stepped up."""

    code = "stronger-sign-in-needed"


class PurposeNeeded(NotAllowed):
    """Personal data of others is opened without saying what for."""

    code = "purpose-needed"
