"""The languages in which the interface exists: one folder each under locale/, English being the source."""

from pathlib import Path

from django.conf.locale import LANG_INFO

SOURCE_LANGUAGE = "en"


def interface_languages(locale_folder: Path) -> list[tuple[str, str]]:
    """Codes and own names, ``("fr", "Français")``, of all languages that have a catalogue under ``locale_folder``."""
    codes = {SOURCE_LANGUAGE} | {path.parents[1].name for path in locale_folder.glob("*/LC_MESSAGES/django.po")}
    return [(code, LANG_INFO[code]["name_local"].capitalize()) for code in sorted(codes)]
