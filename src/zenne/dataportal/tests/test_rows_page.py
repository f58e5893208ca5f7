"""Looking through the rows of a table on its page."""

import pytest
from django.test import Client

from zenne.dataportal.models import Table
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.policies import ColumnPolicy, Level, Need, TablePolicy
from zenne.dataportal.tests.builders import a_table

pytestmark = pytest.mark.django_db
ADDRESS = "/en/data/trees/trees/"


def trees(policy: TablePolicy | None = None, *, copies: int = 1) -> Table:
    rows = [("oak", 12.5, True, "Ann"), ("elm", 9.0, False, "Bob"), ("<b>fir</b>", None, None, None)] * copies
    columns = [
        ("species", ColumnType.TEXT),
        ("height", ColumnType.NUMBER),
        ("is_old", ColumnType.BOOLEAN),
        ("owner", ColumnType.TEXT),
    ]
    return a_table(rows, columns, policy=policy)


def shown(client: Client, query: str = "") -> str:
    return client.get(f"{ADDRESS}{query}").content.decode()


def test_the_first_rows_stand_on_the_page_and_what_is_in_them_is_only_text(client: Client) -> None:
    trees()
    page = shown(client)
    assert "oak" in page
    assert "&lt;b&gt;fir&lt;/b&gt;" in page
    assert "<b>fir</b>" not in page


def test_conditions_and_order_narrow_the_rows_and_their_downloads(client: Client) -> None:
    trees()
    page = shown(client, "?column=height&operator=gte&value=9&column=&operator=eq&value=&sort=height&descending=yes")
    rows = page[page.index("<tbody") : page.index("</tbody>")]
    assert rows.index("oak") < rows.index("elm")
    assert "fir" not in rows
    assert "_format=csv&amp;height%5Bgte%5D=9&amp;_sort=-height" in page


def test_the_next_page_goes_on_where_the_first_ended(client: Client) -> None:
    trees(copies=20)
    answer = client.get(ADDRESS)
    assert len(answer.context["shown"].rows) == 50
    following = client.get(ADDRESS, {"after": answer.context["shown"].after})
    assert len(following.context["shown"].rows) == 10
    assert not following.context["shown"].after


@pytest.mark.parametrize(
    "query",
    [
        "?column=nothing&operator=eq&value=1",
        "?column=height&operator=eq&value=tall",
        "?column=height&operator=between&value=1",
        "?column=height&operator=bbox&value=1",
        "?column=_or&operator=eq&value=(",
        "?after=nonsense",
        "?sort=nothing",
        "?column=_format&operator=eq&value=csv",
        "?column=_agg&operator=eq&value=count()",
        "?column=asOf&operator=eq&value=2000-01-01T00:00:00Z",
        f"?column={'x' * 3000}&operator=eq&value={'y' * 3000}",
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_in_a_sentence_and_kept(client: Client, query: str) -> None:
    trees()
    answer = client.get(f"{ADDRESS}{query}")
    assert answer.status_code == 422
    assert answer.context["shown"].problem
    assert not answer.context["shown"].rows


def test_no_row_that_matches_is_said(client: Client) -> None:
    trees()
    page = shown(client, "?column=species&operator=eq&value=palm")
    assert "No row matches what you asked for." in page
    assert 'value="palm"' in page


def test_a_hidden_column_is_neither_shown_nor_offered_nor_searched(client: Client) -> None:
    trees(TablePolicy(columns={"owner": ColumnPolicy(need=Need(Level.OFFICIAL))}))
    page = shown(client)
    assert "Ann" not in page
    assert "owner" not in page
    asked = client.get(ADDRESS, {"column": "owner", "operator": "eq", "value": "Ann"})
    assert asked.status_code == 422
    assert "There is no column with this name." in asked.context["shown"].problem
