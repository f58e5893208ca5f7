"""Which service a letter is for, and what may answer it."""

from zenne.mailroom.routing.actions.learn_routing import Learned, learn_routing
from zenne.mailroom.routing.actions.take_back_routing import take_back_routing
from zenne.mailroom.routing.examples import Example, register_letters
from zenne.mailroom.routing.finding import Suggestion
from zenne.mailroom.routing.live import live_model, route
from zenne.mailroom.routing.model import NOT_KNOWN, Guess, Model, Routing
from zenne.mailroom.routing.passages import Passage, register_parallel_texts, register_passages
from zenne.mailroom.routing.precise import likenesses, share_said
from zenne.mailroom.routing.suggesting import suggest

__all__ = [
    "NOT_KNOWN",
    "Example",
    "Guess",
    "Learned",
    "Model",
    "Passage",
    "Routing",
    "Suggestion",
    "learn_routing",
    "likenesses",
    "live_model",
    "register_letters",
    "register_parallel_texts",
    "register_passages",
    "route",
    "share_said",
    "suggest",
    "take_back_routing",
]
