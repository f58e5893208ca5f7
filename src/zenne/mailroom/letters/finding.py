"""Which conversations somebody means by what they typed: words, an address, a link or the identifier of a message."""

import re
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from zenne.core.access.public import internal
from zenne.core.search.public import word_forms
from zenne.mailroom.letters.index import ANYWHERE, HEAD, letters_with
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


@dataclass(frozen=True, slots=True)
class Found:
    """The numbers of conversations, the best first; ``is_more``: there are others, which were not looked at."""

    threads: tuple[int, ...] = ()
    is_more: bool = False


@internal
def find(typed: str, *, among: QuerySet[Thread]) -> Found:
    """Whatever was typed; never an error. The first 300 characters and of these the first 12 words count.

    A conversation that is named comes first, then letters with all the words in the writer and the subject, or those
    of a writer whose address it is, then those with all the words anywhere; the newest first among each.
    """
    typed = typed[:LONGEST_QUERY]
    words = word_forms(typed, most=MOST_QUERY_WORDS)
    if not words:
        return Found()
    compile_nothing()
    named = list(among.filter(pk__in=named_in(typed)).values_list("pk", flat=True))
    letters = Letter.objects.filter(kind=Kind.LETTER, thread__in=among).order_by("-pk")
    rows = first(letters.filter(in_head(typed, words)), MOST_LETTERS + 1)
    if len(rows) <= MOST_LETTERS:
        others = letters.filter(letters_with(words, where=ANYWHERE)).exclude(pk__in=[pk for pk, _ in rows])
        rows += first(others, MOST_LETTERS + 1 - len(rows))
    threads = dict.fromkeys([*named, *(thread for _, thread in rows[:MOST_LETTERS])])
    return Found(tuple(threads), is_more=len(rows) > MOST_LETTERS)


def compile_nothing() -> None:
    """Let PostgreSQL not compile what it takes for long queries in this transaction: that lasts longer than they do."""
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL jit = off")


def first(letters: QuerySet[Letter], number: int) -> list[tuple[int, int]]:
    """The numbers of letters and of their conversations."""
    return list(letters.values_list("pk", "thread_id")[:number])


def in_head(typed: str, words: list[str]) -> Q:
    """A filter for the letters that fit best."""
    addresses = ADDRESS.findall(typed)
    if not addresses:
        return letters_with(words, where=HEAD)
    others = word_forms(ADDRESS.sub(" ", typed), most=MOST_QUERY_WORDS)
    return Q(sender_key__in=list(map(sender_key, addresses))) & letters_with(others, where=ANYWHERE)


def named_in(typed: str) -> set[int]:
    """The conversations that live on of those that a link, a reply address or the identifier of a message names."""
    uuids = [UUID(each) for each in IDENTIFIER.findall(typed)]
    uuids += [found for token in STATUS.findall(typed) if (found := thread_of_token(token))]
    if found := thread_in([typed.lower()]):
        uuids.append(found)
    keys = [reference_key(each) for each in (*message_ids(typed), *ADDRESS.findall(typed))]
    by_key = Q(pk__in=Reference.objects.filter(key__in=keys).values("thread"))
    return {living(each).pk for each in Thread.objects.filter(Q(uuid__in=uuids) | by_key)} if uuids or keys else set()
