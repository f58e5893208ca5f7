"""The catalogue and single data sets as files of linked data, kept for as long as nothing changes."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Max
from rdflib import Graph

from zenne.dataportal.metadata.catalogue_graph import FORMS, catalogue_graph, page_of
from zenne.dataportal.metadata.dataset_graph import add_dataset
from zenne.dataportal.metadata.vocabulary import PREFIXES, empty_graph
from zenne.dataportal.models import Dataset
from zenne.dataportal.queries import dataset_for, datasets_for
from zenne.dataportal.rules.policies import ANYBODY


@dataclass(frozen=True, slots=True)
class LinkedData:
    """A file as everybody gets it. ``digest``: the same as long as it says the same, whatever changes beside it."""

    body: bytes
    content_type: str
    digest: str


def catalogue_file(version: str, *, form: str, number: int) -> LinkedData | None:
    """A page of the public catalogue; None when there is no such page."""

    def make() -> Graph | None:
        page = page_of(datasets_for(ANYBODY), number)
        return catalogue_graph(page, version, form=form) if page else None

    return kept(f"catalogue:{number}", version, form, make)


def dataset_file(version: str, slug: str, *, form: str) -> LinkedData | None:
    """One public data set; None when nobody may know that there is such a one."""

    def make() -> Graph | None:
        known = dataset_for(ANYBODY, slug)
        if known is None:
            return None
        graph = empty_graph()
        add_dataset(graph, known, version)
        return graph

    return kept(f"dataset:{slug}", version, form, make)


def kept(name: str, version: str, form: str, make: Callable[[], Graph | None]) -> LinkedData | None:
    """What was made before of the same data sets, or what ``make`` makes now."""
    key = f"linked:{hashlib.blake2b(repr((name, version, form, state())).encode(), digest_size=16).hexdigest()}"
    found: LinkedData | None = cache.get(key)
    if found is None:
        graph = make()
        if graph is None:
            return None
        found = file_of(graph, form)
        cache.set(key, found, timeout=None)
    return found


def state() -> str:
    """Changes with every data set; it tells of hidden ones too and is shown to nobody."""
    found = Dataset.objects.aggregate(number=Count("pk"), last=Max("changed_at"))
    return f"{found['number']} {found['last']}"


def file_of(graph: Graph, form: str) -> LinkedData:
    name, content_type = FORMS[form]
    if form == "jsonld":
        context = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
        body = graph.serialize(None, name, None, "utf-8", context=context, auto_compact=True)
    else:
        body = graph.serialize(None, name, None, "utf-8")
    # The order in which the forms are written may differ from process to process; these lines do not.
    lines = sorted(graph.serialize(None, "nt", None, "utf-8").splitlines())
    return LinkedData(body, content_type, hashlib.blake2b(b"\n".join(lines), digest_size=12).hexdigest())
