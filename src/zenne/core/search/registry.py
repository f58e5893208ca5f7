"""Which modules have documents."""

from zenne.core.search.documents import KIND_FORM, DocumentError, SearchSource

_sources: dict[str, SearchSource] = {}


def register(source: SearchSource) -> None:
    """Let a module's documents be found; called in ``AppConfig.ready()``. Registering the same source again is nothing.

    Raises:
        DocumentError: ``kind`` for a wrong form, ``kind_taken`` when another source has this kind.
    """
    if not KIND_FORM.fullmatch(source.kind):
        raise DocumentError("kind", f"{source.kind!r} is no kind: lower-case letters, digits and hyphens")
    if _sources.setdefault(source.kind, source) != source:
        raise DocumentError("kind_taken", f"another source already has the kind {source.kind!r}")


def registered_sources() -> tuple[SearchSource, ...]:
    """All sources, by kind."""
    return tuple(source for _, source in sorted(_sources.items()))
