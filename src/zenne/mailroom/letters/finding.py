"""Which conversations somebody means by what they typed: words, an address, a link or the identifier of a message."""

import re
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from zenne.core.access.public import internal
from zenne.core.search.public import word_forms
from zenne.mailroom.letters.index import ANYWHERE, HEAD, letters_with, newest_with
from zenne.mailroom.letters.mergers import living
from zenne.mailroom.letters.models import Letter, Reference, Thread
from zenne.mailroom.letters.reply_tokens import thread_in
from zenne.mailroom.letters.senders import sender_key
from zenne.mailroom.letters.tokens import thread_of_token
from zenne.mailroom.rules.headers import message_ids
from zenne.mailroom.rules.kinds import Kind
from zenne.mailroom.rules.threads import reference_key

LONGEST_QUERY: Final = 300
MOST_QUERY_WORDS: Final = 12
MOST_LETTERS: Final = 100
"""So many are looked at, the newest of those that fit best; who wants others says more."""
ADDRESS: Final = re.compile(r"[^\s<>\"'(),:;\[\]\\]+@[^\s<>\"'(),:;\[\]\\]+")
IDENTIFIER: Final = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
STATUS: Final = re.compile(r"[0-9a-f]{32}:[\w-]+")
LAST: Final = 2**63 - 1
Rows = dict[int, int]
"""The numbers of letters, the best first, with those of their conversations."""


@dataclass(frozen=True, slots=True)
class Found:
    """The numbers of conversations, the best first; ``is_more``: there are others, which were not looked at."""

    threads: tuple[int, ...] = ()
    is_more: bool = False


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody may see: all conversations, the teams whose letters are among them, None for all teams, and those
    of them that other teams have."""

    threads: QuerySet[Thread]
    teams: tuple[int, ...] | None
    others: tuple[int, ...] = ()


@internal
def find(typed: str, *, sight: Sight) -> Found:
    """Whatever was typed; never an error. The first 300 characters and of these the first 12 words count.

    A conversation that is named comes first, then letters with all the words in the writer and the subject, or those
    of a writer whose address it is, then those with all the words anywhere; the newest first among each.
    """
    typed = typed[:LONGEST_QUERY]
    words = word_forms(typed, most=MOST_QUERY_WORDS)
    if not words:
        return Found()
    go_by_words()
    named = list(sight.threads.filter(pk__in=named_in(typed)).values_list("pk", flat=True))
    addresses = ADDRESS.findall(typed)
    rows = of_writers(typed, addresses, sight) if addresses else with_words(words, HEAD, sight)
    if len(rows) <= MOST_LETTERS:
        rows |= {pk: thread for pk, thread in with_words(words, ANYWHERE, sight).items() if pk not in rows}
    threads = dict.fromkeys([*named, *list(rows.values())[:MOST_LETTERS]])
    return Found(tuple(threads), is_more=len(rows) > MOST_LETTERS)


def go_by_words() -> None:
    """Let PostgreSQL look into the index in this transaction, and not compile the query: both last longer otherwise.

    It holds going through all letters for cheaper than it is, since it does not see how long their words are.
    """
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL jit = off; SET LOCAL enable_seqscan = off")


def with_words(words: list[str], where: str, sight: Sight) -> Rows:
    """The newest letters with all words, one more than are looked at, and their conversations.

    The index knows which team has a letter; whether somebody sees it is asked of its conversation all the same.
    """
    rows: Rows = {}
    last = LAST
    while last and len(rows) <= MOST_LETTERS:
        found = newest_with(words, where=where, teams=sight.teams, before=last, number=MOST_LETTERS + 1)
        rows |= first(seen(sight).filter(pk__in=found))
        last = found[-1] if len(found) > MOST_LETTERS else 0
    if sight.others:
        rows |= first(seen(sight).filter(letters_with(words, where=where), thread__in=sight.others))
    return dict(sorted(rows.items(), reverse=True)[: MOST_LETTERS + 1])


def of_writers(typed: str, addresses: list[str], sight: Sight) -> Rows:
    """The newest letters of those with these addresses, with the other words anywhere."""
    others = word_forms(ADDRESS.sub(" ", typed), most=MOST_QUERY_WORDS)
    letters = seen(sight).filter(sender_key__in=list(map(sender_key, addresses)))
    return first(letters.filter(letters_with(others, where=ANYWHERE)))


def seen(sight: Sight) -> QuerySet[Letter]:
    return Letter.objects.filter(kind=Kind.LETTER, thread__in=sight.threads).order_by("-pk")


def first(letters: QuerySet[Letter]) -> Rows:
    """One more than are looked at."""
    return dict(letters.values_list("pk", "thread_id")[: MOST_LETTERS + 1])


def named_in(typed: str) -> set[int]:
    """The conversations that live on of those that a link, a reply address or the identifier of a message names."""
    uuids = [UUID(each) for each in IDENTIFIER.findall(typed)]
    uuids += [found for token in STATUS.findall(typed) if (found := thread_of_token(token))]
    if found := thread_in([typed.lower()]):
        uuids.append(found)
    keys = [reference_key(each) for each in (*message_ids(typed), *ADDRESS.findall(typed))]
    by_key = Q(pk__in=Reference.objects.filter(key__in=keys).values("thread"))
    return {living(each).pk for each in Thread.objects.filter(Q(uuid__in=uuids) | by_key)} if uuids or keys else set()
