"""The JSON API: which modules answer under ``/api/v1/``."""

from typing import Final

from zenne.core.rest.public import open_api

VERSION: Final = "1.0.0"
DESCRIPTION = """The open data of the city: its services, its branches, its working days.

Every text is an object with one text per language code. With `lang=xx` it has one entry: that language or, where there
is no such translation, the first language that has the text.

A list has its `items` and, as `next`, the address of the following page. Times are ISO 8601 with an offset.

Answers carry an `ETag`: send it back as `If-None-Match` and get 304 when nothing changed.

Open data needs no key. An operation that needs one says so with 401: make a key on your own page and send it as
`Authorization: Bearer zenne_…`.

Whoever asks too often gets 429: wait as many seconds as `Retry-After` says.

A refusal has a `code` for programs and a `message` for people, in the language of `Accept-Language`.
"""

api = open_api(title="Zenne", version=VERSION, description=DESCRIPTION, urls_namespace="api-v1")
api.add_router("", "zenne.catalogue.rest.router")
api.add_router("", "zenne.counters.appointments.rest.slots.router")
api.add_router("", "zenne.counters.appointments.rest.bookings.router")
api.add_router("", "zenne.counters.appointments.rest.wishes.router")
api.add_router("", "zenne.dataportal.rest.datasets.router")
api.add_router("", "zenne.counters.queue.rest.router")
api.add_router("", "zenne.mailroom.intake.rest.router")
api.add_router("", "zenne.counters.figures.rest.router")
api.add_router("", "zenne.accounts.rest.router")
api.add_router("", "zenne.core.calendar.rest.router")
api.add_router("", "zenne.core.search.rest.router")
api.add_router("", "zenne.dataportal.rest.router")
