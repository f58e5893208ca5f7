"""What somebody downloads from a page, signed in or not, tells as little as the API tells their key."""

import io
import re
import zipfile
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.access.data_worlds import READERS, worlds_of
from tests.access.test_data_leaks import PARAMETERS
from tests.examples import the_same_examples

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]  # the rows are in files, read by one engine
TABLES = st.sampled_from(["woods/trees", "woods/trees", "woods/trees", "woods/register", "woods/cellar", "vault/gold"])
CHANGING = re.compile(rb'nonce="[^"]+"|nonce-[^\']+')
FORMATS = st.sampled_from(["ndjson", "csv", "geojson", "parquet", "arrow", "xlsx"])
QUESTIONS = st.builds(
    lambda pairs, form: [*(pair for pair in pairs if pair[0] != "_format"), ("_format", form)], PARAMETERS, FORMATS
)


def content(answer: Any) -> bytes:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as sheet:
            return b"".join(sheet.read(name) for name in sheet.namelist() if not name.startswith("docProps"))
    return CHANGING.sub(b"", body)


@pytest.mark.parametrize("name", list(READERS))
def test_a_download_is_what_the_api_answers_and_the_same_in_two_worlds(name: str) -> None:
    worlds = worlds_of(name, seed=5)
    browser = worlds.browser

    @the_same_examples(25)
    @given(table=TABLES, parameters=QUESTIONS)
    def same(table: str, parameters: list[tuple[str, str]]) -> None:
        seen = []
        for world in (0, 1):
            worlds.put(world)
            page = browser.get(f"/en/data/{table}/download/", query_params=parameters)  # type: ignore[arg-type]
            dataset, _, tail = table.partition("/")
            answer = worlds.ask(f"/api/v1/datasets/{dataset}/tables/{tail}/rows", parameters)
            assert page.status_code == answer.status_code
            body = content(page)
            if page.status_code == 200:
                assert body == content(answer)
                assert page["Cache-Control"] == "private, no-store"
            found = [secret for secret in worlds.secrets if secret.encode() in body and secret not in str(parameters)]
            assert not found
            seen.append(body)
        assert seen[0] == seen[1]

    same()
