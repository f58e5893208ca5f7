"""Data sets made by programs, to load rows into then."""

from http import HTTPStatus
from typing import Any, NoReturn

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Schema, Status
from pydantic import Field

from zenne.core.access.public import asker_of
from zenne.core.languages.public import Translated
from zenne.core.rest.public import Problem, Refused, Texts, needing
from zenne.dataportal.actions.make_dataset import make_dataset
from zenne.dataportal.errors import DescriptionRefused, NameTaken
from zenne.dataportal.metadata.addresses import dataset_api, page_of
from zenne.dataportal.permissions import MANAGE_DATA
from zenne.dataportal.rest.datasets import router
from zenne.dataportal.rest.schemas import Address, Slug
from zenne.dataportal.rules.policies import Level, Need
from zenne.dataportal.rules.protection import SCOPE
from zenne.dataportal.words.labels import fault_words

LONGEST_TEXT = 5000


class WantedDataset(Schema):
    """A data set to make."""

    dataset: str = Field(
        max_length=80,
        description="Its name in addresses: small letters, digits and hyphens, a letter first.",
        examples=["trees"],
    )
    title: Texts = Field(description="What it is called, in at least one language.", examples=[{"en": "Trees"}])
    description: Texts = Field(default={}, description="What is in it, per language.", examples=[{"en": "All trees."}])
    access: Level = Field(default=Level.OFFICIAL, description="Who may see it.", examples=["public"])
    scope: str = Field(
        default="", max_length=60, description="Only with this right, which comes with a profile.", examples=["health"]
    )


class MadeDataset(Schema):
    """A data set that was made."""

    dataset: Slug
    page: Address = Field(description="Its page, once it has rows.")
    api: Address = Field(description="Everything about it in this API, once it has rows.")
    loads: str = Field(
        description="Where rows are sent: put the name of a table for `{table}`.",
        examples=["https://www.example.org/api/v1/datasets/trees/tables/{table}/loads"],
    )


@router.post(
    "/datasets",
    **needing(MANAGE_DATA),
    response={201: MadeDataset, 401: Problem, 403: Problem, 409: Problem, 422: Problem},
    operation_id="createDataset",
    tags=["loading data"],
    summary="Make a data set",
)
def create_dataset(request: HttpRequest, wanted: WantedDataset) -> Status[dict[str, Any]]:
    """Make a data set without rows. Readers know of it when rows were loaded into one of its tables."""
    title, description = texts_in(wanted.title, "title"), texts_in(wanted.description, "description")
    if wanted.scope and not SCOPE.fullmatch(wanted.scope):
        refuse(422, "bad-scope", _("Small letters, digits and hyphens, a letter first."), "scope")
    try:
        made = make_dataset(
            asker=asker_of(request),
            slug=wanted.dataset,
            title=title,
            description=description,
            need=Need(wanted.access, wanted.scope),
            at=timezone.now(),
        )
    except NameTaken:
        refuse(409, "name-taken", _("There is a data set with this name already."), "dataset")
    except DescriptionRefused as refused:
        field, fault = next(iter(refused.faults.items()))
        refuse(422, fault.value, str(fault_words(fault)), field)
    api = dataset_api(made.slug)
    return Status(
        HTTPStatus.CREATED,
        {"dataset": made.slug, "page": page_of(made.slug), "api": api, "loads": f"{api}/tables/{{table}}/loads"},
    )


def texts_in(texts: dict[str, str], field: str) -> Translated:
    """Texts by language, without the empty ones. Raises Refused for a language that this site does not have."""
    known = [code for code, _name in settings.LANGUAGES]
    if not texts.keys() <= set(known):
        message = _("This is not a language of this site. Choose one of: %(codes)s.") % {"codes": ", ".join(known)}
        refuse(422, "unknown-language", message, field)
    if any(len(text) > LONGEST_TEXT or "\0" in text for text in texts.values()):
        refuse(
            422, "too-long", _("This may have at most %(max_length)s characters.") % {"max_length": LONGEST_TEXT}, field
        )
    return Translated((code, text.strip()) for code, text in texts.items() if text.strip())


def refuse(status: int, code: str, message: str, field: str) -> NoReturn:
    raise Refused(status=status, code=code, message=message, field=field)
