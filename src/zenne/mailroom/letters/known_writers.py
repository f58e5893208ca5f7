"""The language of a short letter, with what is known of whoever wrote it, or of the mailbox in which it came."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from django.conf import settings

from zenne.accounts.public import Person
from zenne.mailroom.letters.arrivals import Arrival, words_of
from zenne.mailroom.letters.coming import Coming
from zenne.mailroom.letters.detection import knowing, language_of
from zenne.mailroom.letters.models import Letter
from zenne.mailroom.letters.senders import sender_key


def with_known_writers(arrivals: Sequence[Arrival], *, coming: Coming) -> list[Arrival]:
    """The same; those whose language is not sure are looked at again. Two queries, where there is any of these."""
    unsure = [] if coming.language else [each for each in arrivals if is_unsure(each)]
    known = languages_of({each.message.sender for each in unsure}) if unsure else {}
    usual = coming.usually if coming.usually in dict(settings.LANGUAGES) else ""
    return [known_better(each, known.get(each.message.sender, usual)) for each in arrivals] if unsure else [*arrivals]


def is_unsure(arrival: Arrival) -> bool:
    return len(arrival.words.answer_in) > 1 and bool(arrival.message.sender)


def known_better(arrival: Arrival, language: str) -> Arrival:
    if not language or not is_unsure(arrival):
        return arrival
    return replace(arrival, words=language_of(words_of(arrival.message), priors=knowing(language)))


def languages_of(addresses: Collection[str]) -> dict[str, str]:
    """In which the last conversation of each was, else that of their account; nothing of whoever is not known."""
    ours, by_key = dict(settings.LANGUAGES), {sender_key(address): address for address in addresses}
    people = Person.objects.filter(email__in=addresses, language__in=ours).values_list("email", "language")
    known = {email: language for email, language in people if email}
    letters = Letter.objects.filter(sender_key__in=by_key, thread__answer_in__in=ours)
    rows = letters.order_by("received_at", "pk").values_list("sender_key", "thread__answer_in")
    return {**known, **{by_key[key]: language for key, language in rows}}
