"""What was proved in a session: how strong the sign-in was, and whether there was a second factor."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from zenne.core.access.public import Assurance

KEY: Final = "proof"
"""Where the proof stands in a session."""


@dataclass(frozen=True, slots=True)
class Proof:
    """How somebody signed in.

    Attributes:
        assurance: the level of the strongest proof.
        way: the provider's id, ``email`` or ``demo``.
        second_factor: whether a second factor was shown in this session.
        id_token: the provider's own record of the sign-in, needed to sign out there too; empty for other ways.
    """

    assurance: Assurance = Assurance.NONE
    way: str = ""
    second_factor: bool = False
    id_token: str = ""

    def with_earlier(self, earlier: "Proof") -> "Proof":
        """What is proved when the same person proved something in this session before."""
        latest = earlier if earlier.id_token and not self.id_token else self
        return Proof(
            assurance=max(self.assurance, earlier.assurance),
            way=latest.way,
            second_factor=self.second_factor or earlier.second_factor,
            id_token=latest.id_token,
        )

    def stored(self) -> dict[str, Any]:
        """The proof as it stands in a session."""
        return {**asdict(self), "assurance": int(self.assurance)}


def proof_in(session: Mapping[str, Any]) -> Proof:
    """The proof that stands in a session; of nothing when there is none."""
    stored = session.get(KEY)
    if not isinstance(stored, dict):
        return Proof()
    return Proof(**{**stored, "assurance": Assurance(stored["assurance"])})
