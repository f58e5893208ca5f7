"""The limits as a Django app: it has a template, and keeps no tables."""

from django.apps import AppConfig


class LimitsConfig(AppConfig):
    name = "zenne.core.limits"
    label = "limits"
