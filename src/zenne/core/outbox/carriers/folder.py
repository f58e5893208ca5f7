"""A folder instead of a mail server or a gateway: a city can be tried without either."""

import os
from pathlib import Path

from django.conf import settings

from zenne.core.outbox.carriers.mail import mail_of
from zenne.core.outbox.models import Channel, Message
from zenne.core.outbox.outcomes import HandOver, TryLater


def put_into_folder(message: Message, hand_over: HandOver) -> None:
    """Write ``<data folder>/mail/<number>.eml``, or ``sms/<number>.txt``; a second time writes the same file.

    Raises:
        TryLater: the file cannot be written.
    """
    if message.channel == Channel.EMAIL:
        path, content = folder("mail") / f"{message.pk}.eml", mail_of(message).as_bytes()
    else:
        path, content = folder("sms") / f"{message.pk}.txt", f"{message.receiver}\n\n{message.text}\n".encode()
    hand_over()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        raise TryLater("no-folder", error.strerror or "") from error


def folder(name: str) -> Path:
    return Path(settings.DATA_FOLDER) / name
