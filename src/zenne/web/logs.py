"""Structured logs without personal data: one event a line, as JSON for machines or in colour for people."""

import logging.config
import sys
import threading
from types import TracebackType
from typing import Any, Literal

import structlog

from zenne.web.masking import filled_in, told_without_message, without_personal_data

OWN_KEYS = {"event", "timestamp", "level", "logger", "exception", "request"}
"""Made here, not by whoever logs."""


def configure_logs(*, level: str, style: Literal["json", "console"], debug: bool = False) -> None:
    """Send the logs of structlog and of the standard library to standard error in one form.

    With ``debug`` errors are told with their messages, which may hold what somebody typed.
    """
    renderer: structlog.types.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False) if style == "json" else structlog.dev.ConsoleRenderer()
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "use_get_message": False,
        "pass_foreign_args": True,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info if debug else error_without_message,
            leave_out_personal_data,
            renderer,
        ],
        "foreign_pre_chain": [fill_in, *shared_processors()],
    }
    logging.config.dictConfig(handled(formatter, level=level))
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared_processors(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    threading.excepthook = log_thread_error
    if style == "json":
        sys.excepthook = log_last_error


def handled(formatter: dict[str, Any], *, level: str) -> dict[str, Any]:
    """The settings of the standard library's logs: everything to standard error, in one form."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"structured": formatter},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {"django.server": {"level": "WARNING"}, "django.request": {"level": "ERROR"}},
    }


def shared_processors() -> list[structlog.types.Processor]:
    """What is added to every line."""
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]


def fill_in(logger: Any, method: str, line: structlog.types.EventDict) -> structlog.types.EventDict:
    """A message of the standard library's logging with its numbers only.

    A library that fills in its message itself leaves no trace of what is text and what is data: of that one the place
    in the source is told instead.
    """
    record: logging.LogRecord = line["_record"]
    values = line.pop("positional_args", ())
    if values or record.name.partition(".")[0] == "zenne":
        line["event"] = filled_in(str(line["event"]), values)
    else:
        line["event"] = f"a message from {record.pathname}:{record.lineno}"
    return line


def error_without_message(logger: Any, method: str, line: structlog.types.EventDict) -> structlog.types.EventDict:
    """The error of a line by kind and place."""
    line.pop("stack_info", None)
    given = line.pop("exc_info", None)
    error = error_in(given)
    if error is not None:
        line["exception"] = told_without_message(error)
    return line


def error_in(given: Any) -> BaseException | None:
    """The error of a line: itself, as ``sys.exc_info()`` gives it, or ``True`` for the current one."""
    if given is True:
        return sys.exc_info()[1]
    return given[1] if isinstance(given, tuple) else given or None


def leave_out_personal_data(logger: Any, method: str, line: structlog.types.EventDict) -> structlog.types.EventDict:
    """The last look at a line before it is written."""
    own = {key: value for key, value in line.items() if key in OWN_KEYS}
    others = without_personal_data({key: value for key, value in line.items() if key not in OWN_KEYS})
    return {**others, **own, "event": without_personal_data(line["event"])}


def log_thread_error(failure: threading.ExceptHookArgs) -> None:
    """A thread that ends with an error."""
    logging.getLogger("zenne").error("a thread broke off", exc_info=failure.exc_value)


def log_last_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A process of the server that ends with an error. Commands keep Python's own: people read what they say."""
    logging.getLogger("zenne").critical("the process broke off", exc_info=error)
