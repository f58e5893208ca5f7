"""The code lists that describe data: those of the European Union, with their official addresses.

Sources: https://op.europa.eu/en/web/eu-vocabularies and https://semiceu.github.io/DCAT-AP/releases/3.0.1/
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from zenne.dataportal.query.formats.spreadsheets import MOST_ROWS
from zenne.dataportal.rules.policies import Level

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

AUTHORITY: Final = "http://publications.europa.eu/resource/authority/"
LAW_ON_HIGH_VALUE: Final = "http://data.europa.eu/eli/reg_impl/2023/138/oj"


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of a code list: its code, its name (lazily translated), and the address that stands for it."""

    code: str
    label: "StrOrPromise"
    address: str


@dataclass(frozen=True, slots=True)
class Licence(Term):
    """Under which conditions data may be used. ``page``: its text. ``kind``: as ADMS sorts licences."""

    page: str = ""
    kind: str = ""


def by_code(terms: Iterable[tuple[str, "StrOrPromise"]], *, below: str) -> Mapping[str, Term]:
    return {code: Term(code, label, below + code) for code, label in terms}


THEMES: Final = by_code(
    (
        ("AGRI", _("Agriculture, fisheries, forestry and food")),
        ("ECON", _("Economy and finance")),
        ("EDUC", _("Education, culture and sport")),
        ("ENER", _("Energy")),
        ("ENVI", _("Environment")),
        ("GOVE", _("Government and public sector")),
        ("HEAL", _("Health")),
        ("INTR", _("International issues")),
        ("JUST", _("Justice, legal system and public safety")),
        ("REGI", _("Regions and cities")),
        ("SOCI", _("Population and society")),
        ("TECH", _("Science and technology")),
        ("TRAN", _("Transport")),
    ),
    below=AUTHORITY + "data-theme/",
)
"""The data themes of the EU."""

FREQUENCIES: Final = by_code(
    (
        ("CONT", _("All the time")),
        ("HOURLY", _("Every hour")),
        ("DAILY", _("Every day")),
        ("WEEKLY", _("Every week")),
        ("MONTHLY", _("Every month")),
        ("QUARTERLY", _("Every three months")),
        ("ANNUAL", _("Every year")),
        ("IRREG", _("Now and then")),
        ("NEVER", _("Never again")),
        ("UNKNOWN", _("Not said")),
    ),
    below=AUTHORITY + "frequency/",
)
"""How often data is brought up to date."""

HIGH_VALUE: Final = {
    code: Term(code, label, f"http://data.europa.eu/bna/{address}")
    for code, label, address in (
        ("geospatial", _("Geospatial"), "c_ac64a52d"),
        ("environment", _("Earth observation and environment"), "c_dd313021"),
        ("meteorological", _("Meteorological"), "c_164e0bf5"),
        ("statistics", _("Statistics"), "c_e1da4e07"),
        ("companies", _("Companies and company ownership"), "c_a9135398"),
        ("mobility", _("Mobility"), "c_b79e35eb"),
    )
}
"""The categories of high-value data sets of Regulation (EU) 2023/138."""

LICENCES: Final = {
    licence.code: licence
    for licence in (
        Licence(
            "CC0-1.0",
            _("Free for every use (CC0)"),
            AUTHORITY + "licence/CC0",
            "https://creativecommons.org/publicdomain/zero/1.0/",
            "PublicDomain",
        ),
        Licence(
            "CC-BY-4.0",
            _("Free when you name the source (CC BY 4.0)"),
            AUTHORITY + "licence/CC_BY_4_0",
            "https://creativecommons.org/licenses/by/4.0/",
            "Attribution",
        ),
        Licence(
            "CC-BY-SA-4.0",
            _("Free when you name the source and share alike (CC BY-SA 4.0)"),
            AUTHORITY + "licence/CC_BYSA_4_0",
            "https://creativecommons.org/licenses/by-sa/4.0/",
            "ViralEffect-ShareAlike",
        ),
        Licence(
            "ODbL-1.0",
            _("Free when you name the source and share alike (ODbL)"),
            "https://opendatacommons.org/licenses/odbl/1-0/",
            "https://opendatacommons.org/licenses/odbl/1-0/",
            "ViralEffect-ShareAlike",
        ),
    )
}
"""The licences that a steward can choose."""

ACCESS: Final = {
    Level.PUBLIC: Term("PUBLIC", _("For everybody"), AUTHORITY + "access-right/PUBLIC"),
    Level.PARTNER: Term("RESTRICTED", _("For partners of the city"), AUTHORITY + "access-right/RESTRICTED"),
    Level.OFFICIAL: Term("NON_PUBLIC", _("For officials of the city"), AUTHORITY + "access-right/NON_PUBLIC"),
}
"""Who may see the data."""

LANGUAGE_ADDRESSES: Final = {
    "nl": AUTHORITY + "language/NLD",
    "fr": AUTHORITY + "language/FRA",
    "en": AUTHORITY + "language/ENG",
    "de": AUTHORITY + "language/DEU",
}


WITHOUT_THEME: Final = "GOVE"
"""The Belgian profile asks a theme of every data set; what nobody has sorted is of the government."""


def themes_of(codes: Iterable[str]) -> list[str]:
    """The themes of a data set, wherever they are shown, counted or filtered."""
    return [code for code in codes if code in THEMES] or [WITHOUT_THEME]


@dataclass(frozen=True, slots=True)
class Format:
    """A format in which rows can be had: ``code`` as ``_format`` takes it, ``file_type`` as the EU lists it."""

    code: str
    name: str
    media_type: str
    file_type: str
    needs_geometry: bool = False
    most_rows: int | None = None

    @property
    def media_type_address(self) -> str:
        """Where IANA lists the media type; empty for one that it does not list."""
        if self.media_type.startswith("application/x-"):
            return ""
        return f"https://www.iana.org/assignments/media-types/{self.media_type}"

    @property
    def file_type_address(self) -> str:
        return f"{AUTHORITY}file-type/{self.file_type}"


FORMATS: Final = {
    each.code: each
    for each in (
        Format("csv", "CSV", "text/csv", "CSV"),
        Format(
            "xlsx",
            "Excel",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "XLSX",
            most_rows=MOST_ROWS,
        ),
        Format("ndjson", "JSON Lines", "application/x-ndjson", "JSON"),
        Format("geojson", "GeoJSON", "application/geo+json", "GEOJSON", needs_geometry=True),
        Format("parquet", "Parquet", "application/vnd.apache.parquet", "PARQUET"),
    )
}


def formats_of(*, has_geometry: bool, rows: int | None) -> list[Format]:
    """The formats in which a table can be had; ``rows`` is None where the reader may not know how many there are."""
    return [
        each
        for each in FORMATS.values()
        if (has_geometry or not each.needs_geometry) and (rows or 0) <= (each.most_rows or rows or 0)
    ]
