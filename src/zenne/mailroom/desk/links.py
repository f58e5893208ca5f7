"""What a letter is linked to, for a person who reads it."""

from dataclasses import dataclass

from zenne.core.access.public import Asker, RecordKind, ShownRecord, internal, record_kind, record_kinds, shown_record
from zenne.mailroom.answers.at_work import answering
from zenne.mailroom.answers.models import LinkedRecord
from zenne.mailroom.letters.models import Letter, Thread


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A link; ``shown`` is nothing for a reader who may not see such records, or when the record is gone."""

    link: LinkedRecord
    kind: RecordKind
    shown: ShownRecord | None


@internal
def shown_links(asker: Asker, thread: Thread, letter: Letter) -> list[ShownLink]:
    """In the order in which they were made; each module writes down that its record was looked at."""
    who, links = answering(asker, letter), LinkedRecord.objects.filter(thread=thread)
    pairs = [(link, kind) for link in links if (kind := record_kind(link.kind)) is not None]
    return [ShownLink(link, kind, shown_record(who, kind, link.record)) for link, kind in pairs]


def kinds_for(asker: Asker) -> list[RecordKind]:
    """The kinds of records that the asker may look up."""
    return [kind for kind in record_kinds() if asker.may(kind.audience)]
