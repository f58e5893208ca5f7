from django.apps import AppConfig


class LanguagesConfig(AppConfig):
    name = "zenne.core.languages"
    label = "languages"
