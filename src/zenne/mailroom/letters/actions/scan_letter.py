"""Let the virus scanner look at the files of a letter."""

from datetime import datetime

from zenne.core.access.public import internal, records_nothing
from zenne.mailroom.letters.models import Attachment, Letter, Message
from zenne.mailroom.letters.scanning import scan
from zenne.mailroom.rules.clamd import Scanned
from zenne.mailroom.rules.parsing import read_message

OPEN = (Attachment.Scan.NONE, Attachment.Scan.WAITING)


@internal
@records_nothing(because="what was found stands with the file")
def scan_letter(*, letter: int, now: datetime) -> int:
    """Returns how many files were looked at. No transaction is open meanwhile, and a file is looked at once.

    Raises:
        NotScanned: the scanner gave no answer for one of them; those before it are done.
    """
    row = Letter.objects.filter(pk=letter).first()
    waiting = list(Attachment.objects.filter(letter=row, scan__in=OPEN)) if row else []
    kept = Message.objects.filter(letter=row.origin_id) if row and waiting else Message.objects.none()
    raw = kept.order_by("pk").values_list("raw", flat=True).first()
    files = read_message(bytes(raw)).attachments if raw is not None else ()
    for each in waiting:
        found = scan(files[each.position].content) if each.position < len(files) else Scanned(is_refused=True)
        verdict = Attachment.Scan.CLEAN
        if found.found or found.is_refused:
            verdict = Attachment.Scan.FOUND if found.found else Attachment.Scan.REFUSED
        Attachment.objects.filter(pk=each.pk).update(scan=verdict, scan_found=found.found, scanned_at=now)
    return len(waiting)
