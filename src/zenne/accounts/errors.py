"""Why somebody is not signed in."""


class SignInFailed(Exception):
    """Nobody was signed in, and nothing in the session changed. ``reason`` is one of those that the page explains:

    ``stale``: the sign-in was begun elsewhere, long ago, or is already over. ``cancelled``: by the person.
    ``refused``: by the provider. ``weak``: it has less assurance than was needed. ``somebody-else``: it is about
    another account than the one that is signed in. ``closed``: the account is closed.
    """

    code = "sign-in-failed"

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"{self.code}: {reason}")
