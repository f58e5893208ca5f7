"""Why a backup or a restoration did not happen, each in a sentence for the operator."""


class BackupFailed(Exception):
    """Nothing was written, nothing was changed. ``code`` is stable."""

    code = "backup-failed"


class NoRoom(BackupFailed):
    """The disk is full."""

    code = "no-room"


class ProgramMissing(BackupFailed):
    """A program of PostgreSQL is not on this machine, or is older than the server."""

    code = "program-missing"


class NotRestorable(BackupFailed):
    """The archive is damaged, or not for this installation."""

    code = "not-restorable"


class InUse(BackupFailed):
    """A server or a worker uses the database."""

    code = "database-in-use"


class HasData(BackupFailed):
    """The database holds something already."""

    code = "database-has-data"
