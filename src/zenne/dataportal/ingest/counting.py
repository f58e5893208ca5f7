"""What the values of the columns are, counted over all rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from zenne.dataportal.ingest.conversions import is_no_value, raw_of, value_of
from zenne.dataportal.ingest.staging import STAGED, Stage
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.forms import (
    CODES,
    FALSE_WORDS,
    FEW,
    FORMS,
    TEXT,
    TRUE_WORDS,
    Form,
    Tally,
    best_form,
)
from zenne.dataportal.storage.names import literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

HEAD_ROWS: Final = 5_000
DECISIVE: Final = 0.12
"""In the first rows of this share a form that fits nothing has more misfits than a column may have in all."""
MOST_MISFITS: Final = 2000
"""So many different misfits are looked at."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A column, counted in one go over all rows.

    Attributes:
        filled: values that are not empty.
        fits: of these, how many fit the form that is best in the head.
        no_value: words for no value among those that do not fit.
        distinct: about how many different values there are, -1 when very many.
    """

    filled: int
    fits: int
    no_value: int
    distinct: int


@dataclass(frozen=True, slots=True)
class Counted:
    """What the values of a column are, and about how many different ones there are: -1 when very many."""

    tally: Tally
    distinct: int

    def all_fit(self, form: Form) -> bool:
        """Whether it was counted that every value fits a form. All fit text."""
        return form.type is ColumnType.TEXT or self.tally.fits.get(form, -1) == self.tally.values


def count_columns(engine: "DuckDBPyConnection", stage: Stage) -> list[Counted]:
    """For each column what its values are, and about how many different ones there are."""
    asked = [number for number in range(len(stage.sources)) if number not in stage.declared]
    heads = count_forms(engine, dict.fromkeys(asked, FORMS), rows=HEAD_ROWS)
    texts = surely_text(engine, stage, heads)
    forms = {number: best_form(heads[number]) for number in heads if number not in texts}
    everything = count_filled(engine, stage, forms)
    found = {
        number: with_rivals(engine, number, Tally(each.filled, each.no_value, {form: each.fits}))
        for number, form in forms.items()
        for each in (everything[number],)
    }
    return [
        Counted(found.get(number) or Tally(each.filled, codes=texts.get(number, 0)), each.distinct)
        for number, each in everything.items()
    ]


def surely_text(engine: "DuckDBPyConnection", stage: Stage, heads: dict[int, Tally]) -> dict[int, int]:
    """The columns that are text for sure: already in the first rows more values are words than may be mistakes in all.

    For each, how many of the values looked at are digits that a number would lose.
    """
    likely = [number for number, head in heads.items() if 2 * head.fits[best_form(head)] < head.values]
    if not likely:
        return {}
    parts = []
    for number in likely:
        text = f"c{number}"
        parts += [f"count({text})", f"count(*) FILTER ({is_word(text)})", f"count(*) FILTER ({is_code(text)})"]
    rows = max(int(DECISIVE * stage.rows) + 1, HEAD_ROWS)
    counts = in_groups(one_row(engine, parts, f"(SELECT * FROM {STAGED} LIMIT {rows:d})"), 3)
    return {
        number: codes
        for number, (filled, words, codes) in zip(likely, counts, strict=True)
        if words + codes > FEW * stage.rows and words + codes >= (1 - FEW) * filled
    }


def with_rivals(engine: "DuckDBPyConnection", number: int, tally: Tally) -> Tally:
    """The tally with values that do not fit its form, and with the other forms that fit some of those.

    A form that fits none of them cannot fit more than the one that fits all the others.
    """
    text, (form,) = f"c{number}", tally.fits
    if tally.fits[form] >= tally.values:
        return tally
    misfits = misfits_of(engine, text, form)
    others = [each for each in FORMS if each != form]
    parts = [f"count({value_of('c', each)})" for each in others]
    values = ", ".join(f"({literal(value)})" for value, _ in misfits)
    fitting = one_row(engine, parts, f"(VALUES {values}) AS misfits(c)")
    rivals = [each for each, fits in zip(others, fitting, strict=True) if fits]
    counted = count_forms(engine, {number: rivals}) if rivals else {}
    fits = {**tally.fits, **(counted[number].fits if counted else {})}
    whole = Tally(tally.filled, tally.no_value, fits)
    best = best_form(whole)
    return replace(whole, misfits=misfits if best == form else misfits_of(engine, text, best))


def misfits_of(engine: "DuckDBPyConnection", text: str, form: Form) -> list[tuple[str, int]]:
    """Values that do not fit a form, the commonest first."""
    return engine.execute(
        f"SELECT {text}, count(*) FROM {STAGED} WHERE {text} IS NOT NULL AND {value_of(text, form)} IS NULL "
        f"AND NOT {is_no_value(text)} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MOST_MISFITS}"
    ).fetchall()


def count_filled(engine: "DuckDBPyConnection", stage: Stage, forms: dict[int, Form]) -> dict[int, Filled]:
    """Each column over all rows, with the one form that is likely."""
    different = distinct_in_head(engine, stage)
    raw, values, parts = [], [], []
    for number in range(len(stage.sources)):
        text, form = f"c{number}", forms.get(number, TEXT)
        raw.append(f"{raw_of(text, form)} AS r{number}")
        values.append(f"{value_of(text, form, f'r{number}')} AS v{number}")
        # What a text says is only looked at where there is no value.
        says_nothing = f"CASE WHEN v{number} IS NULL AND {text} IS NOT NULL THEN {is_no_value(text)} END"
        parts += [
            f"count({text})",
            f"count(v{number})",
            f"count(*) FILTER ({says_nothing})",
            "-1" if different[number] else f"approx_count_distinct({text})",
        ]
    source = f"(SELECT *, {', '.join(values)} FROM (SELECT *, {', '.join(raw)} FROM {STAGED}))"
    return {number: Filled(*map(int, each)) for number, each in enumerate(in_groups(one_row(engine, parts, source), 4))}


def distinct_in_head(engine: "DuckDBPyConnection", stage: Stage) -> list[bool]:
    """For each column whether most values are others: then nobody needs to know how many."""
    parts = [f"5 * count(DISTINCT c{number}) > count(*)" for number in range(len(stage.sources))]
    if stage.rows <= HEAD_ROWS:
        return [False] * len(parts)
    return list(one_row(engine, parts, f"(SELECT * FROM {STAGED} LIMIT {HEAD_ROWS})"))


def is_word(text: str) -> str:
    """Whether a text can be of no type: it has letters that are in no number, date, truth or place."""
    letters = f"(regexp_matches({text}, '[A-DF-SU-Ya-df-su-y]') OR length({text}) > 40)"
    known = ", ".join(map(literal, (*TRUE_WORDS, *FALSE_WORDS)))
    return (
        f"{letters} AND NOT contains({text}, '(') AND NOT (CASE WHEN length({text}) < 10 "
        f"THEN lower(trim({text})) IN ({known}) OR {is_no_value(text)} ELSE false END)"
    )


def is_code(text: str) -> str:
    """Whether a text is of digits that a number would lose."""
    return (
        f"CASE WHEN {text}[1] IN ('0', '+') AND length({text}) > 1 AND {text}[2] BETWEEN '0' AND '9' "
        f"THEN regexp_full_match(trim({text}), {literal(CODES)}) ELSE false END"
    )


def count_forms(
    engine: "DuckDBPyConnection", wanted: Mapping[int, Sequence[Form]], *, rows: int = 0
) -> dict[int, Tally]:
    """How many values of each column fit each of the forms, in the first so many rows or in all."""
    if not wanted:
        return {}
    parts = []
    for number, forms in wanted.items():
        text = f"c{number}"
        parts += [f"count({text})", f"count(*) FILTER ({is_no_value(text)})"]
        parts += [f"count({value_of(text, form)})" for form in forms]
    source = f"(SELECT * FROM {STAGED} LIMIT {rows:d})" if rows else STAGED
    counts = iter(one_row(engine, parts, source))
    return {
        number: Tally(next(counts), next(counts), {form: next(counts) for form in forms})
        for number, forms in wanted.items()
    }


def one_row(engine: "DuckDBPyConnection", parts: list[str], source: str) -> tuple[Any, ...]:
    found = engine.execute(f"SELECT {', '.join(parts)} FROM {source}").fetchone()
    return tuple(found or ())


def in_groups(values: Sequence[Any], size: int) -> list[Sequence[Any]]:
    return [values[at : at + size] for at in range(0, len(values), size)]
