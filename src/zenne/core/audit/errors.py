"""What can be wrong with the audit log and with a purpose."""


class AuditError(Exception):
    """Something about the audit log; ``code`` is stable."""

    code = "audit"


class AppendOnly(AuditError):
    """Somebody tried to change or remove a record."""

    code = "append-only"


class OutsideTransaction(AuditError, RuntimeError):
    """A record was to be written where no transaction holds the fact that it is about."""

    code = "outside-transaction"


class WrongRecord(AuditError, ValueError):
    """A record whose parts have the wrong form."""

    code = "wrong-record"


class UnknownPurpose(AuditError, ValueError):
    """A purpose that nobody declared."""

    code = "unknown-purpose"
