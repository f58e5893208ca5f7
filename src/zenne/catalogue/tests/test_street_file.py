"""The street file that a city folder names: all streets of Brussels."""

import shutil
from pathlib import Path

import pytest
from django.conf import settings

from zenne.catalogue.actions.load_city import load_city
from zenne.catalogue.models import Street
from zenne.catalogue.places import nearest_branches
from zenne.core.content.public import current_version

REAL_STREETS = settings.PROJECT_FOLDER.parent / "shared" / "data" / "brussels" / "streets.geojson"


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.skipif(not REAL_STREETS.is_file(), reason="the streets of Brussels are not beside the project")
def test_a_city_folder_may_name_the_real_streets(tmp_path: Path) -> None:
    folder = tmp_path / "brussels"
    shutil.copytree(settings.PROJECT_FOLDER / "cities" / "brussels", folder)
    (folder / "city.yaml").write_text(
        (folder / "city.yaml").read_text(encoding="utf-8").replace("file: streets.geojson", "file: real.geojson"),
        encoding="utf-8",
    )
    shutil.copy(REAL_STREETS, folder / "real.geojson")
    load_city(folder)
    assert Street.objects.count() > 1500
    found = nearest_branches(street="12 avenue houba de strooper, 1020 Bruxelles", version=current_version())
    assert found.street is not None
    assert found.street.name["nl"] == "Houba-de Strooperlaan"
    assert found.places[0].place.branch.slug in {"laeken", "mutsaard"}
