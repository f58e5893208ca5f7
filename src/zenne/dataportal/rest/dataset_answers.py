"""A data set as the API says it."""

from zenne.catalogue.public import city
from zenne.core.languages.public import Translated
from zenne.core.rest.public import InLanguage
from zenne.dataportal.finding import publisher_key
from zenne.dataportal.metadata.addresses import dataset_api, page_of, rows_of, table_page_of
from zenne.dataportal.metadata.codes import formats_of, themes_of
from zenne.dataportal.queries import KnownDataset, KnownTable
from zenne.dataportal.rest.schemas import ClosedTable, Contact, DatasetAnswer, DatasetItem, File, Publisher, TableItem
from zenne.dataportal.rules.policies import OPEN


def item_of(known: KnownDataset, question: InLanguage, *, version: str) -> DatasetItem:
    """A data set in a list, for the reader for whom it is known."""
    dataset = known.dataset
    return DatasetItem(
        dataset=dataset.slug,
        title=question.texts(dataset.title),
        description=question.texts(dataset.description),
        themes=themes_of(dataset.themes),
        publisher=Publisher(key=publisher_key(known), name=question.texts(publisher_name(known, version))),
        licence=dataset.licence,
        access=dataset.need.level.value,
        may_read=known.is_open,
        reason=question.texts(dataset.reason if dataset.need != OPEN else Translated()),
        changed_at=known.changed_at,
        page=page_of(dataset.slug),
        api=dataset_api(dataset.slug),
    )


def publisher_name(known: KnownDataset, version: str) -> Translated:
    """The name of the department, or that of the city."""
    owner, here = known.dataset.publisher, city(version)
    name: Translated = owner.name if owner else here.long_name if here else Translated()
    return name


def answer_of(known: KnownDataset, question: InLanguage, *, version: str) -> DatasetAnswer:
    """Everything about a data set, for the reader for whom it is known."""
    dataset, item = known.dataset, item_of(known, question, version=version)
    owner = dataset.publisher or city(version)
    name = dataset.contact_name or publisher_name(known, version)
    return DatasetAnswer(
        **item.model_dump(),
        keywords=dataset.keywords,
        contact=Contact(name=question.texts(name), email=dataset.contact_email or (owner.email if owner else "")),
        source=question.texts(dataset.source),
        frequency=dataset.frequency,
        high_value=dataset.high_value,
        bbox=dataset.bbox,
        begins_on=dataset.begins_on,
        ends_on=dataset.ends_on,
        landing_page=dataset.landing_page,
        tables=[table_of(known, table, question) for table in known.tables],
        closed_tables=[
            ClosedTable(table=each.name, title=question.texts(each.title), reason=question.texts(each.policy.reason))
            for each in known.closed_tables
        ],
    )


def table_of(known: KnownDataset, table: KnownTable, question: InLanguage) -> TableItem:
    slug, name = known.dataset.slug, table.table.name
    return TableItem(
        table=name,
        title=question.texts(table.table.title),
        description=question.texts(table.table.description),
        columns=[each.column.name for each in table.columns],
        rows=table.rows,
        published_at=table.published_at,
        reason=question.texts(table.table.policy.reason),
        files=[
            File(format=form.code, media_type=form.media_type, url=rows_of(slug, name, form))
            for form in formats_of(has_geometry=table.has_geometry, rows=table.rows)
        ],
        page=table_page_of(slug, name),
    )
