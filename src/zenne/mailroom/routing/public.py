"""Which service a letter is for."""

from zenne.mailroom.routing.actions.learn_routing import Learned, learn_routing
from zenne.mailroom.routing.actions.take_back_routing import take_back_routing
from zenne.mailroom.routing.examples import Example, register_letters
from zenne.mailroom.routing.live import live_model, route
from zenne.mailroom.routing.model import Guess, Model, Routing

__all__ = [
    "Example",
    "Guess",
    "Learned",
    "Model",
    "Routing",
    "learn_routing",
    "live_model",
    "register_letters",
    "route",
    "take_back_routing",
]
