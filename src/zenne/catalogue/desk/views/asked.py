"""What an address of the desk names."""

from django.http import Http404, HttpRequest

from zenne.catalogue.desk.stands import NoSuchThing, ThingStand, stand_for
from zenne.catalogue.desk.things import Thing
from zenne.core.access.public import asker_of


def asked_stand(request: HttpRequest, language: str, kind: str, key: str) -> ThingStand:
    """How the texts of the thing stand. Raises Http404 for one that does not exist."""
    try:
        return stand_for(asker=asker_of(request), thing=Thing(kind, key), language=language)
    except NoSuchThing:
        raise Http404 from None
