"""The page of all facts is as old as the source."""

from tests.architecture.tree import ROOT
from zenne.core.events.public import events_page


def test_the_page_of_facts_is_up_to_date() -> None:
    assert (ROOT / "docs/events.md").read_text(encoding="utf-8") == events_page(), "run ./zenne events"
