"""Letters in the API: whoever sends one gets a token, and sees with it how the letter stands."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from http import HTTPStatus
from typing import Annotated, Final

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja import File, Form, Path, Router, Schema, Status, UploadedFile
from pydantic import Field

from zenne.core.access.public import asker_of
from zenne.core.limits.public import Limit, allow, by_asker, too_many
from zenne.core.rest.public import NOT_FOUND, PUBLIC, PUBLIC_CHANGE, Problem, Refused, Timestamp
from zenne.mailroom.intake.actions.take_letter import (
    LONGEST_NAME,
    LONGEST_SUBJECT,
    LONGEST_TEXT,
    Written,
    take_letter,
)
from zenne.mailroom.intake.errors import LetterRefused
from zenne.mailroom.intake.files import sent_files
from zenne.mailroom.intake.wording import FIELDS, sentence
from zenne.mailroom.letters.models import Letter, Thread
from zenne.mailroom.letters.queries import LetterStatus, status_of
from zenne.mailroom.letters.tokens import letter_token

router = Router(tags=["letters"])
SENDING: Final = Limit("mailroom.api", times=20, per=timedelta(hours=1))
Token = Annotated[
    str,
    Path(description="The `token` that sending the letter answered.", example="018f6c2e7a357c3e9d7c2f1f4b6a0c11:x"),
]
Files = Annotated[
    list[UploadedFile],
    File(description="What comes with the letter; the field may be there several times."),
]


class LetterBody(Schema):
    """A letter to the city."""

    name: str = Field(max_length=LONGEST_NAME, description="Who writes.", json_schema_extra={"example": "Ann Peeters"})
    email: str = Field(
        max_length=254, description="Where the answer goes.", json_schema_extra={"example": "ann@example.org"}
    )
    subject: str = Field(
        max_length=LONGEST_SUBJECT,
        description="What it is about, in a few words.",
        json_schema_extra={"example": "My new address"},
    )
    text: str = Field(
        max_length=LONGEST_TEXT,
        description="The letter.",
        json_schema_extra={"example": "I moved last week. What must I do?"},
    )
    service: str = Field(
        default="",
        max_length=50,
        description="Slug of the service that it is for. Left out: the city finds out.",
        json_schema_extra={"example": "change-of-address"},
    )
    language: str = Field(
        default="",
        max_length=12,
        description="Code of the language in which the answer is wanted. Left out: that of the letter.",
        json_schema_extra={"example": "nl"},
    )
    key: uuid.UUID = Field(
        default_factory=uuid.uuid4,
        description="Of your own making. A letter that is sent again with the same key is kept once.",
        json_schema_extra={"example": "018f6c2e-7a35-7c3e-9d7c-2f1f4b6a0c11"},
    )


class LetterAnswer(Schema):
    """How a letter stands."""

    token: str = Field(description="With it this letter is asked about again.")
    state: str = Field(description="`open` (waits for the city), `waiting` (for the writer), `answered` or `closed`.")
    received: Timestamp = Field(description="When it came.")
    deadline: Timestamp | None = Field(description="By when the city answers, or names the day of the answer.")
    promised: date | None = Field(description="The day of the answer, where the city has named it.")
    service: str | None = Field(description="Slug of the service that has it, as far as that is known.")


@router.post(
    "/letters",
    **PUBLIC_CHANGE,
    response={201: LetterAnswer, 400: Problem, 422: Problem},
    operation_id="sendLetter",
    summary="Write to the city",
)
def send_letter(request: HttpRequest, body: LetterBody) -> object:
    """The answer comes by e-mail within two working days, or a message that names its day."""
    return taken(request, body, files=())


@router.post(
    "/letters/with-files",
    **PUBLIC_CHANGE,
    response={201: LetterAnswer, 400: Problem, 422: Problem},
    operation_id="sendLetterWithFiles",
    summary="Write to the city, with files",
)
def send_letter_with_files(request: HttpRequest, body: Form[LetterBody], attachments: Files) -> object:
    """The same as a form with files (`multipart/form-data`): five at most, of 10 MB each, 15 MB together."""
    return taken(request, body, files=attachments)


def taken(request: HttpRequest, body: LetterBody, *, files: Sequence[UploadedFile]) -> object:
    """Keep a letter, and say how it stands."""
    allowance = allow(SENDING, by_asker(request))
    if not allowance:
        return too_many(request, allowance)
    language = body.language if body.language in dict(settings.LANGUAGES) else ""
    try:
        sent = sent_files(files)
        written = Written(body.key, body.name, body.email, body.subject, body.text, body.service, language, sent)
        letter = take_letter(
            asker=asker_of(request), written=written, channel=Letter.Channel.PROGRAM, now=timezone.now()
        )
    except LetterRefused as error:
        raise Refused(
            status=422, code=error.code, message=str(sentence(error.code)), field=FIELDS[error.code]
        ) from None
    return Status(HTTPStatus.CREATED, answer(letter_token(letter.thread.uuid)))


@router.get(
    "/letters/{token}",
    **PUBLIC,
    response={200: LetterAnswer, **NOT_FOUND},
    operation_id="getLetter",
    summary="How a letter stands",
)
def get_letter(request: HttpRequest, token: Token) -> LetterAnswer:
    """For whoever holds its token. It says nothing of what the letter says."""
    return answer(token)


def answer(token: str) -> LetterAnswer:
    status = status_of(token)
    if status is None:
        raise Refused(status=404, code="unknown-letter", message=str(sentence("unknown-letter")))
    return LetterAnswer(
        token=token,
        state=state_of(status),
        received=timezone.localtime(status.received_at),
        deadline=timezone.localtime(status.deadline) if status.deadline else None,
        promised=status.promised_on,
        service=status.service.slug if status.service else None,
    )


def state_of(status: LetterStatus) -> str:
    """In one word; a conversation in which there is no letter any more is closed."""
    return str(status.state or Thread.State.CLOSED)
