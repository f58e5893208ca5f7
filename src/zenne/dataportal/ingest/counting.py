"""What the values of the columns are, counted over all rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from zenne.dataportal.ingest.conversions import is_no_value, raw_of, value_of
from zenne.dataportal.ingest.staging import STAGED, Stage
from zenne.dataportal.rules.forms import (
    CODES,
    FALSE_WORDS,
    FEW,
    FORMS,
    NUMERIC,
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
DECISIVE: Final = 0.15
"""In the first rows of this share a form that fits nothing has more misfits than a column may have in all."""
MOST_MISFITS: Final = 2000
"""So many different misfits are looked at."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A column: how many values are not empty, say nothing, are words, are digits that no number keeps, fit the form
    that is best in the head; about how many different values there are, -1 when nearly all differ.
    """

    filled: int
    no_value: int
    words: int
    codes: int
    fits: int
    distinct: int

    @property
    def tally(self) -> Tally:
        return Tally(self.filled, self.no_value, codes=self.codes)


@dataclass(frozen=True, slots=True)
class Counted:
    """What the values of a column are, and about how many different ones there are: -1 when nearly all differ."""

    tally: Tally
    distinct: int

    @property
    def may_have_misfits(self) -> bool:
        """Whether values may not fit the form that the column is found to have."""
        return self.tally.fits.get(best_form(self.tally), 0) < self.tally.values


def count_columns(engine: "DuckDBPyConnection", stage: Stage) -> list[Counted]:
    """For each column what its values are, and about how many different ones there are."""
    asked = [number for number in range(len(stage.sources)) if number not in stage.declared]
    heads = count_forms(engine, stage, dict.fromkeys(asked, FORMS), rows=HEAD_ROWS)
    everything = count_filled(engine, stage, heads)
    tallies = {number: head for number, head in heads.items() if may_have_type(everything[number])}
    if stage.rows > HEAD_ROWS:
        tallies = count_all_forms(engine, stage, tallies, everything)
    return [
        Counted(
            replace(with_misfits(engine, stage, number, tallies[number]), codes=each.codes)
            if number in tallies
            else each.tally,
            each.distinct,
        )
        for number, each in enumerate(everything)
    ]


def count_all_forms(
    engine: "DuckDBPyConnection", stage: Stage, heads: dict[int, Tally], everything: Sequence[Filled]
) -> dict[int, Tally]:
    """The tallies of these columns over all rows. Forms that cannot win any more are not counted to the end."""
    best = {
        number: Tally(each.filled, each.no_value, {best_form(head): each.fits})
        for number, head in heads.items()
        for each in (everything[number],)
    }
    rivals = {number: forms for number in heads if (forms := rivals_of(heads[number], best[number]))}
    decisive = count_forms(engine, stage, rivals, rows=int(DECISIVE * stage.rows) + 1)
    left = {number: forms for number in decisive if (forms := rivals_of(decisive[number], best[number]))}
    others = count_forms(engine, stage, left)
    return {
        number: Tally(each.filled, each.no_value, {**each.fits, **(others[number].fits if number in others else {})})
        for number, each in best.items()
    }


def may_have_type(each: Filled) -> bool:
    """Whether enough values are no words that the column may be something else than text, or must be explained."""
    values = each.filled - each.no_value
    return values > 0 and each.words + each.codes <= (1 - FEW) * values


def rivals_of(some: Tally, best: Tally) -> list[Form]:
    """The forms that could still be better than the best one, or explain the column at all, from some of its rows."""
    ((form, fits),) = best.fits.items()
    most = min(best.values - fits, int(FEW * best.values) + 1)
    return [each for each in some.fits if each != form and some.values - some.fits[each] < most]


def count_filled(engine: "DuckDBPyConnection", stage: Stage, heads: dict[int, Tally]) -> list[Filled]:
    """What can be counted in one go: the form that is best in the head; words where the head has many of them."""
    different = distinct_in_head(engine, stage)
    raw, parts = [], []
    for number in range(len(stage.sources)):
        text, head = f"c{number}", heads.get(number)
        best = best_form(head) if head else TEXT
        is_likely_text = best is TEXT or (head is not None and 2 * head.fits[best] < head.values)
        raw.append(f"{raw_of(text, best)} AS r{number}")
        parts += [
            f"count({text})",
            "0" if is_likely_text else f"count(*) FILTER ({is_no_value(text)})",
            f"count(*) FILTER ({is_word(text)})" if is_likely_text and head else "0",
            f"count(*) FILTER ({is_code(text)})" if is_likely_text or best.type in NUMERIC else "0",
            f"count({value_of(text, best, f'r{number}')})" if best is not TEXT else "0",
            "-1" if different[number] else f"approx_count_distinct({text})",
        ]
    source = f"(SELECT *, {', '.join(raw)} FROM {STAGED})"
    return [Filled(*map(int, each)) for each in in_groups(one_row(engine, parts, source), 6)]


def distinct_in_head(engine: "DuckDBPyConnection", stage: Stage) -> list[bool]:
    """For each column whether nearly every value is another one: then nobody needs to know how many."""
    parts = [f"2 * count(DISTINCT c{number}) > count(*)" for number in range(len(stage.sources))]
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
    engine: "DuckDBPyConnection", stage: Stage, wanted: Mapping[int, Sequence[Form]], *, rows: int = 0
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


def with_misfits(engine: "DuckDBPyConnection", stage: Stage, number: int, tally: Tally) -> Tally:
    """The tally with values that do not fit its best form, the commonest first."""
    form, text = best_form(tally), f"c{number}"
    if tally.fits.get(form, 0) >= tally.values:
        return tally
    found = engine.execute(
        f"SELECT {text}, count(*) FROM {STAGED} WHERE {text} IS NOT NULL AND {value_of(text, form)} IS NULL "
        f"AND NOT {is_no_value(text)} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MOST_MISFITS}"
    ).fetchall()
    return Tally(tally.filled, tally.no_value, tally.fits, found)


def one_row(engine: "DuckDBPyConnection", parts: list[str], source: str) -> tuple[Any, ...]:
    found = engine.execute(f"SELECT {', '.join(parts)} FROM {source}").fetchone()
    return tuple(found or ())


def in_groups(values: Sequence[Any], size: int) -> list[Sequence[Any]]:
    return [values[at : at + size] for at in range(0, len(values), size)]
