"""What an address of the desk names."""

from django.http import Http404

from zenne.catalogue.desk.stands import NoSuchThing, ThingStand, stand_of
from zenne.catalogue.desk.things import Thing


def asked_stand(language: str, kind: str, key: str) -> ThingStand:
    """How the texts of the thing stand. Raises Http404 for one that does not exist."""
    try:
        return stand_of(Thing(kind, key), language)
    except NoSuchThing:
        raise Http404 from None
