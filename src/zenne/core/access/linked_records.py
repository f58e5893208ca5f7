"""Records that others hang on something of theirs: a module registers a kind, neighbours link without knowing it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from zenne.core.access.askers import Asker
from zenne.core.access.audiences import Audience
from zenne.core.access.errors import NotAllowed

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class RecordUnknown(Exception):
    """No record has this reference, or it cannot be looked up now; ``sentence`` says so in the reader's language."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


@dataclass(frozen=True, slots=True)
class ShownRecord:
    """A record as a reader who may see it reads it: what it is, how it stands, and the address of its page."""

    title: str
    state: str
    address: str


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of record.

    Attributes:
        code: stable: ``appointment``.
        title: what it is called, lazily translated.
        linked: what somebody reads who may not see it, a sentence.
        reference: what people know it by, as the label of a field.
        audience: who may find and see one; ``find`` and ``show`` require it themselves, too.
        find: the record with a reference that somebody typed. Raises RecordUnknown.
        show: the record as this reader sees it, which is written down; None when it is gone.
    """

    code: str
    title: "StrOrPromise"
    linked: "StrOrPromise"
    reference: "StrOrPromise"
    audience: Audience
    find: Callable[[Asker, str], UUID]
    show: Callable[[Asker, UUID], ShownRecord | None]


_kinds: dict[str, RecordKind] = {}


def register_record_kind(kind: RecordKind) -> None:
    """Let records of a kind be linked to; called in ``AppConfig.ready()``. The last registration of a code counts."""
    _kinds[kind.code] = kind


def record_kinds() -> tuple[RecordKind, ...]:
    """All kinds, in the order in which they were registered."""
    return tuple(_kinds.values())


def record_kind(code: str) -> RecordKind | None:
    """The kind with this code; None when no module has it."""
    return _kinds.get(code)


def shown_record(asker: Asker, kind: RecordKind, record: UUID) -> ShownRecord | None:
    """A record as the asker sees it; None for whoever may not, and for one that is gone."""
    try:
        asker.require(kind.audience)
        return kind.show(asker, record)
    except NotAllowed:
        return None
