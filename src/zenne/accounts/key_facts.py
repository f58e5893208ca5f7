"""What modules above say about API keys, on the page of those who have one."""

from collections.abc import Callable

KeyFact = Callable[[str], str]
"""A sentence about the key ``key:…``, in the reader's language; empty when there is nothing to say."""
_facts: list[KeyFact] = []


def register_key_fact(fact: KeyFact) -> None:
    """Let a fact stand at each key on ``/my/keys/``; called in ``AppConfig.ready()``."""
    if fact not in _facts:
        _facts.append(fact)


def facts_of(key: str) -> list[str]:
    """What there is to say about the key ``key:…``."""
    return [sentence for fact in _facts if (sentence := fact(key))]
