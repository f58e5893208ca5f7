"""The page of the documentation that lists all facts."""

from collections.abc import Iterator

from zenne.core.events.registry import declared_facts, field_types, meaning, subscribers_of
from zenne.core.events.rules.fields import shown_type

HEAD = """# Facts

What the modules tell each other. A lower module announces a fact in the transaction in which it happens; a higher one
subscribes in its `AppConfig.ready()`, and is told *inside* the transaction (its error undoes the fact) or *after
commit* (its error is logged and stops nobody). A process may die between the commit and a subscriber after it: what
must not be lost is enqueued as a task by a subscriber inside.

This page is written by `./zenne events`; a test fails when it is older than the source.
"""


def events_page() -> str:
    """``docs/events.md``: each fact with its module, meaning, fields and subscribers."""
    return "\n".join([HEAD, *(line for declared in declared_facts() for line in section(declared))])


def section(declared: type) -> Iterator[str]:
    yield from (f"## {declared.__name__}", "", f"`{declared.__module__}`", "", meaning(declared), "")
    types = field_types(declared)
    if types:
        yield from ("| field | type |", "|---|---|")
        yield from (f"| `{name}` | `{shown_type(kind).replace('|', chr(92) + '|')}` |" for name, kind in types.items())
        yield ""
    told = [f"- {subscriber.when}: `{subscriber.name}`" for subscriber in subscribers_of(declared)]
    yield from ("Told:" if told else "Nobody has subscribed.", *([""] if told else []), *told, "")
