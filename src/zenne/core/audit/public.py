"""The audit log, for all modules."""

from zenne.core.audit.actions.learn_address import learn_address
from zenne.core.audit.actions.record import record, record_each
from zenne.core.audit.actions.write_checkpoint import write_checkpoint
from zenne.core.audit.addresses import address_key, address_keys
from zenne.core.audit.errors import AppendOnly, AuditError, OutsideTransaction, UnknownPurpose, WrongRecord
from zenne.core.audit.models import AuditRecord
from zenne.core.audit.people import register_finder
from zenne.core.audit.permissions import READ_LOG
from zenne.core.audit.purposes import (
    CurrentPurpose,
    Purpose,
    begin_purpose,
    current_purpose,
    declare_purpose,
    declared_purposes,
    end_purpose,
    purpose_name,
)
from zenne.core.audit.queries import accesses_of, own_accesses, records_about
from zenne.core.audit.verification import Damage, Finding, Verification, verify_chain
from zenne.core.audit.words import action_name, name_actions, name_roles, roles_shown

__all__ = [
    "READ_LOG",
    "AppendOnly",
    "AuditError",
    "AuditRecord",
    "CurrentPurpose",
    "Damage",
    "Finding",
    "OutsideTransaction",
    "Purpose",
    "UnknownPurpose",
    "Verification",
    "WrongRecord",
    "accesses_of",
    "action_name",
    "address_key",
    "address_keys",
    "begin_purpose",
    "current_purpose",
    "declare_purpose",
    "declared_purposes",
    "end_purpose",
    "learn_address",
    "name_actions",
    "name_roles",
    "own_accesses",
    "purpose_name",
    "record",
    "record_each",
    "records_about",
    "register_finder",
    "roles_shown",
    "verify_chain",
    "write_checkpoint",
]
