"""Sign how far the chain reaches."""

import json
import os
from functools import partial

from django.db import transaction
from django.utils import timezone

from zenne.core.access.public import internal, records_nothing
from zenne.core.audit.checkpoints import checkpoint_file, signature
from zenne.core.audit.models import AuditCheckpoint, AuditLink
from zenne.core.audit.rules.chain import canonical_moment


@internal
@records_nothing(because="a checkpoint stands beside the log")
def write_checkpoint() -> AuditCheckpoint | None:
    """Sign the number and hash of the last link, and keep them in the database and in a file of the data folder.

    Nothing is written when the chain is empty or has not grown since the last checkpoint, which is then returned.
    """
    with transaction.atomic():
        last = AuditLink.objects.order_by("number").last()
        known = AuditCheckpoint.objects.last()
        if last is None or (known is not None and known.number == last.number):
            return known
        at = timezone.now()
        signed = signature(number=last.number, hash=last.hash, at=canonical_moment(at))
        checkpoint = AuditCheckpoint(number=last.number, hash=last.hash, at=at, signature=signed)
        checkpoint.save()
        transaction.on_commit(partial(add_to_file, checkpoint))
    return checkpoint


def add_to_file(checkpoint: AuditCheckpoint) -> None:
    line = {
        "number": checkpoint.number,
        "hash": checkpoint.hash,
        "at": canonical_moment(checkpoint.at),
        "signature": checkpoint.signature,
    }
    file = checkpoint_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(line) + "\n")
        lines.flush()
        os.fsync(lines.fileno())
