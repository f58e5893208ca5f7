"""No text of the catalogue is forgotten on the desk, and each has its place in the files."""

from collections.abc import Mapping
from typing import Any

import pytest
import yaml
from django.apps import apps

from zenne.catalogue.actions.load_city import load_city
from zenne.catalogue.city_folder.places import place_in_files
from zenne.catalogue.desk.things import KINDS, current_texts
from zenne.catalogue.desk.words import LABELS
from zenne.catalogue.models import Street
from zenne.catalogue.tests.city_folders import CITIES
from zenne.core.content.public import current_version
from zenne.core.languages.public import PartsField, TranslatedField

BRUSSELS = CITIES / "brussels"


def test_every_model_with_texts_is_on_the_desk_except_streets() -> None:
    with_texts = {
        model
        for model in apps.get_app_config("catalogue").get_models()
        if any(isinstance(field, TranslatedField | PartsField) for field in model._meta.fields)
    }
    assert with_texts - {kind.model for kind in KINDS.values()} == {Street}


@pytest.mark.django_db
def test_every_text_has_its_place_in_the_files_and_a_name() -> None:
    load_city(BRUSSELS)
    files: dict[str, Mapping[str, Any]] = {}
    number = 0
    for thing, texts in current_texts(current_version()).items():
        for path, text in texts.items():
            assert path.split(".")[0] in LABELS
            for language, words in text.items():
                place = place_in_files(thing.kind, thing.key, path, language)
                if place.file not in files:
                    files[place.file] = yaml.load((BRUSSELS / place.file).read_text(), Loader=yaml.CSafeLoader)
                value: Any = files[place.file]
                for key in place.keys:
                    value = value[key]
                assert value.strip() == words
                number += 1
    assert number > 3000
