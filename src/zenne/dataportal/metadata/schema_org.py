"""What search engines read on the page of a data set: schema.org's Dataset."""

from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from zenne.catalogue.public import City
from zenne.core.languages.public import Translated
from zenne.dataportal.metadata.addresses import page_of, rows_of
from zenne.dataportal.metadata.codes import LICENCES, formats_of
from zenne.dataportal.queries import KnownDataset, KnownTable
from zenne.dataportal.rules.policies import OPEN

Data = dict[str, Any]


def shown(texts: Translated) -> str:
    return texts.shown_in(get_language() or settings.LANGUAGE_CODE).text


def dataset_data(known: KnownDataset, here: City | None) -> Data:
    """A data set as schema.org describes it, in the reader's language."""
    dataset = known.dataset
    title = shown(dataset.title) or dataset.slug
    licence = LICENCES.get(dataset.licence)
    publisher = dataset.publisher.name if dataset.publisher else here.long_name if here else Translated()
    data: Data = {
        "@type": "Dataset",
        "@id": f"{page_of(dataset.slug)}#dataset",
        "url": page_of(dataset.slug),
        "name": title,
        "description": shown(dataset.description) or title,
        "identifier": dataset.slug,
        "keywords": dataset.keywords.get(get_language() or settings.LANGUAGE_CODE, []),
        "publisher": {"@type": "GovernmentOrganization", "name": shown(publisher)},
        "dateModified": known.changed_at.isoformat(),
        "isAccessibleForFree": True,
        "distribution": [each for table in known.tables for each in downloads(dataset.slug, table)],
    }
    if licence and dataset.need == OPEN:
        data["license"] = licence.page
    if dataset.bbox:
        west, south, east, north = dataset.bbox
        box = {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"}
        data["spatialCoverage"] = {"@type": "Place", "geo": box}
    if dataset.begins_on:
        data["temporalCoverage"] = (
            f"{dataset.begins_on.isoformat()}/{dataset.ends_on.isoformat() if dataset.ends_on else '..'}"
        )
    return data


def downloads(slug: str, table: KnownTable) -> list[Data]:
    return [
        {
            "@type": "DataDownload",
            "name": f"{shown(table.table.title) or table.table.name} ({form.name})",
            "encodingFormat": form.media_type,
            "contentUrl": rows_of(slug, table.table.name, form),
        }
        for form in formats_of(has_geometry=table.has_geometry, rows=table.rows)
    ]
