"""A table is fetched from an address: once, or again and again when there is something new."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from zenne.core.audit.public import AuditRecord
from zenne.core.tasks.public import Worker
from zenne.dataportal.models import Feed, Load, Table, Version
from zenne.dataportal.rules.waits import next_look
from zenne.dataportal.storage.folders import loads_folder
from zenne.dataportal.tasks import fetch_feed, look_at_feeds
from zenne.dataportal.tests.browsers import browser_of
from zenne.dataportal.tests.servers import FileHost, file_host

BRUSSELS = ZoneInfo("Europe/Brussels")
ADDRESS = {"dataset": "trees", "table": "", "title": "Trees", "level": "public", "way": "replace"}
transactional = pytest.mark.django_db(transaction=True)


@pytest.fixture
def host(settings: Any) -> Iterator[tuple[FileHost, str]]:
    settings.FETCH_INSIDE = True
    with file_host(FileHost(headers={"ETag": '"1"'})) as found:
        yield found


@pytest.fixture
def steward() -> Client:
    return browser_of("Sofia", role="data-steward")


def send(browser: Client, url: str, **typed: Any) -> Any:
    return browser.post("/en/staff/data/upload/", {**ADDRESS, "url": url, **typed})


def work() -> None:
    Worker(name="test", until_done=True).run()


def look(feed: Feed) -> Feed:
    """Have the address looked at now, and what is new loaded."""
    Feed.objects.filter(pk=feed.pk).update(due_at=timezone.now())
    look_at_feeds.call()
    work()
    return Feed.objects.get(pk=feed.pk)


@transactional
def test_an_address_becomes_a_table(steward: Client, host: tuple[FileHost, str]) -> None:
    answer = send(steward, f"{host[1]}/trees.csv")
    load = Load.objects.get()
    assert answer.headers["Location"].endswith(f"/loads/{load.pk}/")
    work()
    load.refresh_from_db()
    assert (load.state, load.rows, load.name, load.sha256 != "") == ("published", 2, "trees.csv", True)
    assert AuditRecord.objects.filter(action="data.fetch").exists()


@transactional
def test_an_address_without_a_file_is_said_to_the_steward(steward: Client, host: tuple[FileHost, str]) -> None:
    host[0].status = 404
    send(steward, f"{host[1]}/trees.csv")
    work()
    load = Load.objects.get()
    assert (load.state, load.problem) == ("failed", "not-answered")
    assert "404" in steward.get(f"/en/staff/data/loads/{load.pk}/").content.decode()
    assert not (loads_folder() / f"{load.pk.hex}.csv").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"url": ""}, "Choose a file, or write the address"),
        ({"url": "file:///etc/passwd"}, "not a full web address"),
        ({"url": "http://a:b@example.org/"}, "not a full web address"),
        ({"repeat": "daily"}, "Write a time such as"),
        ({"repeat": "daily", "at": "25:00"}, "Enter a valid time"),
        ({"repeat": "yearly"}, "is not one of the available choices"),
        ({"url": "", "repeat": "hourly"}, "Choose a file, or write the address"),
    ],
)
def test_what_cannot_be_fetched_is_said_and_nothing_is_kept(steward: Client, typed: Any, words: str) -> None:
    answer = send(steward, **{"url": "https://example.org/trees.csv", **typed})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Table.objects.exists()


@transactional
def test_a_feed_is_loaded_again_only_when_it_changed(steward: Client, host: tuple[FileHost, str]) -> None:
    assert send(steward, host[1], repeat="daily", at="05:30").status_code == 302
    feed = look(Feed.objects.get())
    assert (Version.objects.count(), feed.problem, feed.etag) == (1, "", '"1"')
    assert feed.due_at.astimezone(BRUSSELS).time() == time(5, 30)
    look(feed)
    assert host[0].asked[-1][1]["If-None-Match"] == '"1"'
    assert Version.objects.count() == 1
    host[0].headers["ETag"] = '"2"'
    look(feed)
    assert Version.objects.count() == 1
    host[0].headers["ETag"], host[0].body = '"3"', b"species,height\nelm,3\n"
    look(feed)
    assert Version.objects.count() == 2
    assert Load.objects.count() == 2
    text = steward.get("/en/staff/data/").content.decode()
    assert "Every day 5:30" in text


@transactional
def test_a_feed_that_fails_says_why_is_tried_again_later_and_readers_keep_what_they_have(
    steward: Client, host: tuple[FileHost, str]
) -> None:
    send(steward, host[1], repeat="hourly")
    feed = look(Feed.objects.get())
    host[0].status, host[0].headers = 503, {}
    for failures in (1, 2):
        feed = look(feed)
        assert (feed.failures, feed.problem) == (failures, "not-answered")
        assert feed.due_at > timezone.now()
    assert "503" in steward.get("/en/staff/data/").content.decode()
    assert Version.objects.filter(ended_at=None).count() == 1
    host[0].status = 200
    assert look(feed).failures == 0


@transactional
def test_a_file_that_did_not_become_rows_is_fetched_again_although_it_did_not_change(
    steward: Client, host: tuple[FileHost, str]
) -> None:
    host[0].body = b"\x1f\x8b nothing"
    send(steward, host[1], repeat="hourly")
    feed = look(Feed.objects.get())
    assert feed.load is not None
    assert feed.load.state == "failed"
    assert "cannot be loaded" in steward.get("/en/staff/data/").content.decode()
    host[0].body = b"species,height\noak,1\n"
    look(feed)
    assert Version.objects.count() == 1


@transactional
def test_a_feed_is_stopped_and_its_rows_stay(steward: Client, host: tuple[FileHost, str]) -> None:
    send(steward, host[1], repeat="hourly")
    feed = look(Feed.objects.get())
    assert steward.post(f"/en/staff/data/feeds/{feed.pk}/stop/").status_code == 302
    assert not Feed.objects.exists()
    assert Version.objects.count() == 1
    assert steward.post(f"/en/staff/data/feeds/{feed.pk}/stop/").status_code == 404
    assert browser_of("Jonas", role="desk-worker").post("/en/staff/data/feeds/1/stop/").status_code == 403


@transactional
def test_a_feed_that_is_not_due_or_not_there_is_not_fetched(steward: Client, host: tuple[FileHost, str]) -> None:
    send(steward, host[1], repeat="hourly")
    feed = look(Feed.objects.get())
    asked = len(host[0].asked)
    assert fetch_feed.call(feed=feed.pk) == ""
    assert fetch_feed.call(feed=-1) == ""
    assert len(host[0].asked) == asked


@given(
    moment=st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    at=st.none() | st.times(),
    failures=st.integers(0, 200),
    chance=st.floats(0, 1),
)
def test_the_next_look_is_later_and_at_most_a_day_and_an_hour_away(
    moment: datetime, at: time | None, failures: int, chance: float
) -> None:
    due = next_look(moment, at=at, failures=failures, time_zone=BRUSSELS, chance=chance)
    assert moment < due <= moment + timedelta(hours=25)
    if failures:
        assert due <= moment + timedelta(hours=12)
