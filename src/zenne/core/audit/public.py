"""The audit log, for all modules."""

from zenne.core.audit.actions.record import record
from zenne.core.audit.actions.write_checkpoint import write_checkpoint
from zenne.core.audit.errors import AppendOnly, AuditError, OutsideTransaction, UnknownPurpose, WrongRecord
from zenne.core.audit.models import AuditRecord
from zenne.core.audit.queries import accesses_of, records_about
from zenne.core.audit.verification import Damage, Finding, Verification, verify_chain

__all__ = [
    "AppendOnly",
    "AuditError",
    "AuditRecord",
    "Damage",
    "Finding",
    "OutsideTransaction",
    "UnknownPurpose",
    "Verification",
    "WrongRecord",
    "accesses_of",
    "record",
    "records_about",
    "verify_chain",
    "write_checkpoint",
]
