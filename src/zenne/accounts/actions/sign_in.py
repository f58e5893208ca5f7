"""Sign somebody in."""

from django.contrib.auth import login
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language

from zenne.accounts.askers import asker_of_session
from zenne.accounts.models import Person
from zenne.accounts.rules.devices import device_in_words
from zenne.accounts.rules.proofs import KEY, Proof
from zenne.accounts.sessions import DEVICE
from zenne.core.access.public import internal, records_nothing

BACKEND = "zenne.accounts.backend.PersonBackend"


@internal
@records_nothing(
    because="the session stands among those of the person, and changes at a sign-in are recorded by its caller"
)
def sign_in(request: HttpRequest, *, person: Person, proof: Proof) -> None:
    """Begin a session of ``person``, or raise what is proved in theirs. The caller has checked the proof.

    The session gets a new key, so one that somebody planted before is worth nothing. What the session of nobody held
    stays; what another person's held is gone.
    """
    login(request, person, backend=BACKEND)
    request.session.cycle_key()
    request.session[KEY] = proof.stored()
    request.session[DEVICE] = device_in_words(request.headers.get("User-Agent", ""))
    Person.objects.filter(pk=person.pk, last_seen_at=None).update(last_seen_at=timezone.now())
    Person.objects.filter(pk=person.pk).update(language=get_language() or "")
    request.asker = asker_of_session(request)  # type: ignore[attr-defined]
