"""The nearest branches and the parity of branches in the API, on the demo city."""

import pytest

from tests.api.asking import ask, refuse


@pytest.mark.parametrize("street", ["av. louise", "louizalaan", "12 Avenue Louise, 1050 Bruxelles"])
def test_the_nearest_branch_comes_first(street: str) -> None:
    answer = ask("branches/nearest", street=street, lang="fr")
    assert answer["street"]["name"] == {"fr": "Avenue Louise"}
    assert answer["items"][0]["slug"] == "louise"
    metres = [branch["metres"] for branch in answer["items"]]
    assert metres == sorted(metres)
    assert answer["next"] is None


def test_chee_de_wavre_is_the_chaussee_de_wavre() -> None:
    assert ask("branches/nearest", street="chee de wavre")["street"]["name"]["fr"] == "Chaussée de Wavre"


def test_only_branches_with_the_service_and_its_own_hours_and_languages() -> None:
    items = ask("branches/nearest", street="louizalaan", service="marriage")["items"]
    assert [branch["slug"] for branch in items] == ["centre", "laeken"]
    assert items[0]["hours"] == "Tu-Sa 09:00-12:00; PH off"
    assert items[0]["languages"] == ["nl", "fr"]


def test_a_limit_leads_on_to_the_next_page() -> None:
    answer = ask("branches/nearest", street="louizalaan", limit=2)
    assert len(answer["items"]) == 2
    assert "offset=2" in answer["next"]


def test_an_ambiguous_street_is_answered_with_its_alternatives() -> None:
    answer = ask("branches/nearest", street="louise")
    labels = [answer["street"]["label"], *(street["label"] for street in answer["alternatives"])]
    if answer["is_ambiguous"]:
        assert len(labels) > 1
    for label in labels:
        assert ask("branches/nearest", street=label)["street"]["label"] == label


def test_an_unknown_street_gets_suggestions() -> None:
    status, problem = refuse("branches/nearest", street="chaussee de warmer")
    assert (status, problem["code"], problem["field"]) == (404, "unknown-street", "street")
    assert problem["suggestions"]
    for suggestion in problem["suggestions"]:
        assert ask("branches/nearest", street=suggestion["key"])["street"]["label"] == suggestion["key"]


def test_an_unknown_service_gets_suggestions() -> None:
    status, problem = refuse("branches/nearest", street="louizalaan", service="pasport")
    assert (status, problem["code"]) == (404, "unknown-service")


@pytest.mark.parametrize("query", [{}, {"street": ""}, {"street": "x" * 10_000}, {"street": "louise", "limit": 0}])
def test_a_bad_question_is_refused(query: dict[str, str]) -> None:
    assert refuse("branches/nearest", **query)[0] == 422


@pytest.mark.parametrize("street", ["\0", "\u202e", "' OR 1=1 --", "<script>", "   "])
def test_a_hostile_street_is_an_unknown_street(street: str) -> None:
    assert refuse("branches/nearest", street=street)[0] == 404


def test_parity_has_a_figure_and_gaps_for_every_branch() -> None:
    answer = ask("parity", limit=100)
    assert {item["branch"] for item in answer["items"]} == {branch["slug"] for branch in ask("branches")["items"]}
    for item in answer["items"]:
        assert 0 < item["coverage"] <= 1
        missing = [gap for gap in item["gaps"] if gap["kind"] == "service"]
        assert item["services"] + len(missing) == answer["services"]
        assert 0 <= item["evening_hours"] <= item["open_hours"]
        for gap in item["gaps"]:
            assert (gap["go_to"] is None) == (gap["metres"] is None)
            assert gap["go_to"] != item["branch"]
            assert (gap["kind"] == "languages") == bool(gap["languages"])


def test_the_terrace_permit_at_louise_lacks_the_languages_that_it_has_elsewhere() -> None:
    [louise] = [item for item in ask("parity", limit=100)["items"] if item["branch"] == "louise"]
    gaps = [gap for gap in louise["gaps"] if gap["service"] == "terrace-permit" and gap["kind"] == "languages"]
    elsewhere = {
        language
        for branch in ask("branches", limit=100)["items"]
        for offer in ask(f"branches/{branch['slug']}")["services"]
        if offer["service"] == "terrace-permit" and branch["slug"] != "louise"
        for language in offer["languages"]
    }
    assert gaps
    assert set(gaps[0]["languages"]) == elsewhere & {"nl", "fr", "en", "de", "es", "pt", "it", "fa"} - {"nl", "fr"}
