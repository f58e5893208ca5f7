"""What the settings say of a mailbox is known of every message in it."""

from zenne.mailroom.intake.actions.fetch_mailbox import coming_by


def test_the_service_and_the_language_of_a_mailbox_are_known_of_what_comes_in_it() -> None:
    coming = coming_by({"name": "parking", "service": "parking-permit", "language": "fr"})

    assert (coming.service, coming.usually, coming.language) == ("parking-permit", "fr", "")
