"""The declarations of personal data as a Django app; it has no tables."""

from django.apps import AppConfig


class PersonalDataConfig(AppConfig):
    name = "zenne.core.personal_data"
    label = "personal_data"
