"""A worker: a process that takes one job after the other."""

import contextlib
import os
import random
import select
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

import structlog
from django.conf import settings
from django.db import InterfaceError, OperationalError, close_old_connections, connection, reset_queries
from django.utils import translation

from zenne.core.calendar.public import working_calendar
from zenne.core.content.public import current_version
from zenne.core.tasks.actions.claim_job import claim_job
from zenne.core.tasks.actions.fire_schedules import fire_schedules
from zenne.core.tasks.actions.give_back_jobs import give_back_jobs
from zenne.core.tasks.actions.run_job import run_job
from zenne.core.tasks.actions.sign_off import sign_off
from zenne.core.tasks.actions.write_schedules import write_schedules
from zenne.core.tasks.heartbeat import Heartbeat

log = structlog.get_logger("zenne.work")
USUAL_LEASE: Final = timedelta(seconds=30)
SHORTEST_REST_SECONDS: Final = 0.02
LONGEST_REST_SECONDS: Final = 1.0
SECONDS_BETWEEN_ROUNDS: Final = 1.0
LONGEST_TROUBLE_SECONDS: Final = 15.0
DATABASE_IS_AWAY: Final = (OperationalError, InterfaceError)


@dataclass(slots=True)
class Worker:
    """Takes jobs until it is told to stop; the one at hand is finished first.

    ``lease``: how long its word counts that it is there; others take over its job when that is over.
    ``until_done``: stop as soon as nothing is due.
    """

    name: str
    lease: timedelta = USUAL_LEASE
    until_done: bool = False
    _rest_seconds: float = field(default=SHORTEST_REST_SECONDS, init=False)
    _trouble_seconds: float = field(default=SHORTEST_REST_SECONDS, init=False)
    _next_round: float = field(default=0.0, init=False)
    _next_search: float = field(default=0.0, init=False)
    _is_stopping: bool = field(default=False, init=False)
    _is_in_doubt: bool = field(default=False, init=False)
    _bell: tuple[int, int] = field(default_factory=os.pipe, init=False)

    def stop(self) -> None:
        """Stop after the job at hand. May be called by a signal."""
        self._is_stopping = True
        with contextlib.suppress(BlockingIOError):
            os.write(self._bell[1], b"!")

    def run(self) -> None:
        """Work until told to stop. A database that goes away is waited for."""
        log.info("worker ready", worker=self.name)
        heartbeat = Heartbeat(worker=self.name, lease=self.lease)
        try:
            while not self._is_stopping:
                self.one_round(heartbeat)
        finally:
            heartbeat.stop()
            with contextlib.suppress(*DATABASE_IS_AWAY):
                sign_off(self.name)
            log.info("worker stopped", worker=self.name)

    def one_round(self, heartbeat: Heartbeat) -> None:
        """One job, or a rest when nothing is due."""
        try:
            heartbeat.start()
            is_busy = self.work_once()
            self._trouble_seconds = SHORTEST_REST_SECONDS
        except DATABASE_IS_AWAY as error:
            log.warning("the database does not answer; waiting for it", kind=type(error).__name__)
            connection.close()
            self._is_in_doubt = True
            self._trouble_seconds = min(self._trouble_seconds * 2, LONGEST_TROUBLE_SECONDS)
            self.rest(self._trouble_seconds)
            return
        if is_busy:
            self._rest_seconds = SHORTEST_REST_SECONDS
        elif self.until_done:
            self._is_stopping = True
        else:
            self.rest(self._rest_seconds)
            self._rest_seconds = min(self._rest_seconds * 2, LONGEST_REST_SECONDS)

    def work_once(self) -> bool:
        """Look after what is not a job from time to time, then do one; returns whether there was one."""
        if self._is_in_doubt:
            # It is not known whether what was at hand when the database went away was written: it is not at hand now.
            give_back_jobs(idle=self.name)
            self._is_in_doubt = False
        if time.monotonic() >= self._next_round:
            self.look_after()
        job = claim_job(worker=self.name, now=datetime.now(UTC))
        if job is None:
            return False
        reset_queries()
        structlog.contextvars.bind_contextvars(job=str(job.id))
        try:
            with translation.override(settings.LANGUAGE_CODE):
                run_job(job)
        finally:
            structlog.contextvars.clear_contextvars()
        return True

    def look_after(self) -> None:
        """Begin what is due by itself, and from time to time look for jobs that were left behind."""
        close_old_connections()
        now, clock = datetime.now(UTC), time.monotonic()
        time_zone = working_calendar(current_version()).time_zone
        if clock >= self._next_search:
            write_schedules(now=now, time_zone=time_zone)
            give_back_jobs()
            spread = random.uniform(0.5, 1)  # noqa: S311 - workers need not all look at the same moment
            self._next_search = clock + self.lease.total_seconds() / 3 * spread
        fire_schedules(now=now, time_zone=time_zone)
        self._next_round = clock + SECONDS_BETWEEN_ROUNDS

    def rest(self, seconds: float) -> None:
        """Sleep, unless told to stop."""
        if not self._is_stopping:
            select.select([self._bell[0]], [], [], seconds)
