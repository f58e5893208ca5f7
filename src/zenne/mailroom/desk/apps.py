"""The desk of the mailroom as a Django app."""

from django.apps import AppConfig


class LetterDeskConfig(AppConfig):
    name = "zenne.mailroom.desk"
    label = "letter_desk"
