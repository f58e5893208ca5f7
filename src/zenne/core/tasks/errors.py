"""What goes wrong with background work: each class a stable code."""


class WorkError(Exception):
    """Something is wrong with work itself, not with what it does."""

    code = "work-error"


class UnknownWork(WorkError):
    """This version of the program does not know the work, or not with these arguments: a newer one wrote it."""

    code = "unknown-work"


class LeaseLost(WorkError):
    """The job was given to another worker meanwhile: whatever this one did for it in the database is undone."""

    code = "lease-lost"


class WorkerDied(WorkError):
    """The process that was at work ended in the middle of it."""

    code = "worker-died"


class TookTooLong(WorkError):
    """The attempt took longer than it may, so its worker was ended."""

    code = "took-too-long"


class ScheduleTaken(WorkError, ValueError):
    """Two schedules with one name."""

    code = "schedule-taken"
