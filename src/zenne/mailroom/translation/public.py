"""Translating, for the rooms above."""

from zenne.mailroom.translation.engines import Engine, can_translate, register_engine, translated
from zenne.mailroom.translation.errors import NotTranslated

__all__ = ["Engine", "NotTranslated", "can_translate", "register_engine", "translated"]
