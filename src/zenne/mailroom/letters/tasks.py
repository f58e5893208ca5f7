"""What is done for letters in the background."""

from datetime import time, timedelta
from typing import Final

import structlog
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zenne.core.tasks.public import Daily, Every, schedule, work
from zenne.mailroom.letters.actions.scan_letter import OPEN, scan_letter
from zenne.mailroom.letters.index import forget_words
from zenne.mailroom.letters.models import Attachment
from zenne.mailroom.letters.scanning import NotScanned

MOST_AT_ONCE: Final = 200
MOST_FAILURES: Final = 3
"""After so many letters without an answer the scanner is gone; one alone may be a file that it takes too long for."""
log = structlog.get_logger("zenne.mailroom")


@work(title=_("Look for viruses in what came with a letter"), is_atomic=False)
def scan_files(*, letter: int) -> int:
    """Returns how many files were looked at. While the scanner is gone they wait, and nothing else does."""
    try:
        return scan_letter(letter=letter, now=timezone.now())
    except NotScanned:
        log.warning("the virus scanner gave no answer")
        return 0


@work(title=_("Look for viruses in files that wait for it"), is_atomic=False, max_attempts=1)
def scan_waiting() -> int:
    """Those that came while the scanner was gone, or before there was one. Returns how many were looked at."""
    done = failures = 0
    numbers = Attachment.objects.filter(scan__in=OPEN).order_by("-letter").values_list("letter", flat=True).distinct()
    for number in list(numbers[:MOST_AT_ONCE]):
        try:
            done += scan_letter(letter=number, now=timezone.now())
        except NotScanned:
            failures += 1
            if failures >= MOST_FAILURES:
                log.warning("the virus scanner gave no answer")
                break
    return done


@work(title=_("Take the words of erased letters out of the index"))
def forget_erased_words() -> None:
    """After the nightly erasure."""
    forget_words()


def declare_schedules() -> None:
    """Look for viruses each five minutes, where the settings name a scanner."""
    schedule("mailroom.forget-words", forget_erased_words, Daily(time(3, 40)))
    if settings.CLAMD:
        schedule("mailroom.scan", scan_waiting, Every(timedelta(minutes=5)))
