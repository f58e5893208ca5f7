"""``zenne mail routing``: which model guesses the service of letters; learn a new one, or go back to the one before."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any, Final

from django.core.management.base import CommandError
from django.utils import timezone

from zenne.core.access.public import SYSTEM
from zenne.mailroom.routing.actions.learn_routing import learn_routing
from zenne.mailroom.routing.actions.take_back_routing import take_back_routing
from zenne.mailroom.routing.encoding import installed_encoder
from zenne.mailroom.routing.files import BrokenModel, used_versions
from zenne.mailroom.routing.live import live_model

HELP: Final = "say which model guesses the service of letters; learn a new one or go back to the one before"


def arguments(parser: ArgumentParser) -> None:
    """What to do with it; nothing said: only look."""
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--learn", action="store_true", help="learn now, as every night")
    what.add_argument("--take-back", action="store_true", help="use the version before this one again")


def run(options: dict[str, Any], stdout: Any) -> None:
    """Do it, and print what is in use as JSON."""
    said: dict[str, Any] = {}
    try:
        if options["learn"]:
            learned = learn_routing(asker=SYSTEM, now=timezone.now())
            if learned is None:
                raise CommandError("There is nothing to learn from: load a city with at least two services.")
            said["learned"] = asdict(learned)
        elif options["take_back"] and take_back_routing(asker=SYSTEM) is None:
            raise CommandError("There is no version before this one.")
        versions = used_versions()
    except BrokenModel as error:
        raise CommandError(f"The list of versions is damaged ({error}). Learn a new one with --learn.") from None
    model = live_model()
    if model:
        until = model.learned_until.isoformat() if model.learned_until else None
        said |= {"services": len(model.services), "letters": model.letters, "learned_until": until}
        said |= {"routes_alone_from": model.limit(installed_encoder())}
        said |= {"encoder": model.meaning.encoder if model.meaning else None}
    stdout.write(json.dumps({**said, "versions": versions}))
