"""What the values of the columns are, counted over all rows."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from zenne.dataportal.ingest.conversions import is_no_value, is_one_of, raw_of, value_of
from zenne.dataportal.ingest.staging import SAMPLE_ROWS, SAMPLED, STAGED, Stage
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.forms import (
    AMOUNT,
    CODES,
    FALSE_WORDS,
    FEW,
    FORMS,
    NO_VALUE,
    TEXT,
    TRUE_WORDS,
    Form,
    Tally,
    best_form,
    decide,
)
from zenne.dataportal.storage.names import literal

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MANY_DIFFERENT: Final = 0.2
"""Where more than this share of the values of a sample differ, nobody needs to know how many there are."""
DECISIVE: Final = 0.12
"""In the first rows of this share a form that fits nothing has more misfits than a column may have in all."""
LEAST_ROWS: Final = 5_000
MOST_MISFITS: Final = 2000
"""So many different misfits are looked at."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What the values of a column are.

    Attributes:
        distinct: how many different values a sample has, -1 when very many.
        is_guess: the tally is that of a sample, in which all but mistakes fit one form. ``settled`` has that of all
            rows once it is known which do not fit.
    """

    tally: Tally
    distinct: int
    is_guess: bool = False


def count_columns(engine: "DuckDBPyConnection", stage: Stage, *, again: Collection[int] = ()) -> list[Counted]:
    """For each column what its values are: from all rows, or guessed from a sample.

    Args:
        again: the numbers of columns that were guessed wrongly.
    """
    asked = [number for number in range(len(stage.sources)) if number not in stage.declared]
    samples = count_forms(engine, dict.fromkeys(asked, forms_of(stage)), SAMPLED)
    texts = surely_text(engine, stage, samples)
    guessed = {
        number: tally
        for number in asked
        if stage.rows > SAMPLE_ROWS and number not in texts and number not in again
        for tally in (with_misfits(engine, number, samples[number], SAMPLED),)
        if decide(tally).form is not TEXT
    }
    forms = {n: best_form(samples[n]) for n in asked if n not in texts and n not in guessed}
    counted = {n: with_rivals(engine, stage, n, tally) for n, tally in count_filled(engine, stage, forms).items()}
    distinct = count_different(engine, stage)
    amounts = amounts_in(engine, {n: samples[n] for n in asked if n not in guessed})
    return [
        Counted(guessed[n], distinct[n], is_guess=True)
        if n in guessed
        else Counted(
            replace(counted.get(n) or Tally(stage.filled[n], codes=texts.get(n, 0)), amount=amounts.get(n, "")),
            distinct[n],
        )
        for n in range(len(stage.sources))
    ]


def amounts_in(engine: "DuckDBPyConnection", samples: dict[int, Tally]) -> dict[int, str]:
    """An example from each column of which nearly all values of a sample are numbers with a sign."""
    likely = [n for n, tally in samples.items() if tally.values and not 2 * tally.fits[best_form(tally)] > tally.values]
    if not likely:
        return {}
    parts = []
    for number in likely:
        is_amount = f"regexp_full_match(trim(c{number}), {literal(AMOUNT)})"
        parts += [f"count(*) FILTER ({is_amount})", f"min(c{number}) FILTER ({is_amount})"]
    found = in_groups(one_row(engine, parts, SAMPLED), 2)
    return {
        number: example
        for number, (count, example) in zip(likely, found, strict=True)
        if count >= (1 - FEW) * samples[number].values
    }


def forms_of(stage: Stage) -> tuple[Form, ...]:
    """The forms that the values of a file may have. The engine may know nothing of places where there are none."""
    return FORMS if stage.has_brackets else tuple(form for form in FORMS if form.type is not ColumnType.GEOMETRY)


def settled(  # noqa: PLR0913 - what is known of the rows that fit, and of those that do not
    engine: "DuckDBPyConnection", stage: Stage, number: int, guess: Counted, *, fitting: int, bad_rows: str
) -> Counted | None:
    """What the values of a guessed column are, from all rows; None when they have to be counted.

    Args:
        fitting: values in the rows that fit, in all columns.
        bad_rows: what stands after FROM to have the other rows.
    """
    form = best_form(guess.tally)
    if not bad_rows:
        return Counted(Tally(stage.filled[number], stage.filled[number] - fitting, {form: fitting}), guess.distinct)
    text = f"c{number}"
    value, says = value_of(text, form), f"{text} IS NOT NULL AND NOT {is_no_value(text)}"
    fits, misfits = one_row(engine, [f"count({value})", f"count(*) FILTER ({value} IS NULL AND {says})"], bad_rows)
    fits += fitting
    no_value = stage.filled[number] - fits - misfits
    tally = with_misfits(engine, number, Tally(stage.filled[number], no_value, {form: fits}), bad_rows)
    if rivals_of(engine, stage, tally) or decide(tally).form != form:
        return None
    return Counted(tally, guess.distinct)


def surely_text(engine: "DuckDBPyConnection", stage: Stage, heads: dict[int, Tally]) -> dict[int, int]:
    """The columns that are text for sure: already in the first rows more values are words than may be mistakes in all.

    For each, how many of the values looked at are digits that a number would lose.
    """
    likely = [number for number, head in heads.items() if 2 * head.fits[best_form(head)] < head.values]
    if not likely:
        return {}
    rows = max(int(DECISIVE * stage.rows) + 1, LEAST_ROWS)
    found = {number: words_in(engine, f"c{number}", rows) for number in likely}
    return {
        number: codes
        for number, (filled, words, codes) in found.items()
        if words + codes > FEW * stage.rows and words + codes >= (1 - FEW) * filled
    }


def words_in(engine: "DuckDBPyConnection", text: str, rows: int) -> tuple[int, int, int]:
    """How many of the first values of a column are not empty, are words, are codes."""
    each = f"SELECT {text}, count(*) AS n FROM (SELECT {text} FROM {STAGED} LIMIT {rows:d}) GROUP BY 1"
    parts = [f"sum(n) FILTER ({what})" for what in (f"{text} IS NOT NULL", is_word(text), is_code(text))]
    filled, words, codes = one_row(engine, parts, f"({each})")
    return int(filled or 0), int(words or 0), int(codes or 0)


def with_rivals(engine: "DuckDBPyConnection", stage: Stage, number: int, tally: Tally) -> Tally:
    """The tally with values that do not fit its form, and with the other forms that fit some of those.

    A form that fits none of them cannot fit more than the one that fits all the others.
    """
    (form,) = tally.fits
    if tally.fits[form] >= tally.values:
        return tally
    tally = with_misfits(engine, number, tally, STAGED)
    rivals = rivals_of(engine, stage, tally)
    if not rivals:
        return tally
    whole = replace(tally, fits={**tally.fits, **count_forms(engine, {number: rivals}, STAGED)[number].fits})
    return whole if best_form(whole) == form else with_misfits(engine, number, whole, STAGED)


def with_misfits(engine: "DuckDBPyConnection", number: int, tally: Tally, source: str) -> Tally:
    """The tally with values that do not fit its best form, the commonest first."""
    text, form = f"c{number}", best_form(tally)
    if tally.fits[form] >= tally.values:
        return tally
    misfits = engine.execute(
        f"SELECT {text}, count(*) FROM {source} WHERE {text} IS NOT NULL AND {value_of(text, form)} IS NULL "
        f"AND NOT {is_no_value(text)} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {MOST_MISFITS}"
    ).fetchall()
    return replace(tally, misfits=misfits)


def rivals_of(engine: "DuckDBPyConnection", stage: Stage, tally: Tally) -> list[Form]:
    """The forms that fit some of the values that do not fit the one of the tally."""
    if not tally.misfits:
        return []
    others = [form for form in forms_of(stage) if form not in tally.fits]
    values = ", ".join(f"({literal(value)})" for value, _ in tally.misfits)
    fitting = one_row(engine, [f"count({value_of('c', each)})" for each in others], f"(VALUES {values}) AS misfits(c)")
    return [form for form, fits in zip(others, fitting, strict=True) if fits]


def count_filled(engine: "DuckDBPyConnection", stage: Stage, forms: dict[int, Form]) -> dict[int, Tally]:
    """Columns over all rows, each with the one form that is likely."""
    if not forms:
        return {}
    raw, values, parts = [], [], []
    for number, form in forms.items():
        text = f"c{number}"
        raw.append(f"{raw_of(text, form)} AS r{number}")
        values.append(f"{value_of(text, form, f'r{number}')} AS v{number}")
        # What a text says is only looked at where there is no value.
        says_nothing = f"CASE WHEN v{number} IS NULL AND {text} IS NOT NULL THEN {is_no_value(text)} END"
        parts += [f"count(v{number})", f"count(*) FILTER ({says_nothing})"]
    source = f"(SELECT *, {', '.join(values)} FROM (SELECT *, {', '.join(raw)} FROM {STAGED}))"
    counts = in_groups(one_row(engine, parts, source), 2)
    return {
        number: Tally(stage.filled[number], no_value, {form: fits})
        for (number, form), (fits, no_value) in zip(forms.items(), counts, strict=True)
    }


def count_different(engine: "DuckDBPyConnection", stage: Stage) -> list[int]:
    """For each column how many different values a sample has, -1 where most of them differ."""
    different = one_row(engine, [f"count(DISTINCT c{number})" for number in range(len(stage.sources))], SAMPLED)
    most = MANY_DIFFERENT * SAMPLE_ROWS if stage.rows > SAMPLE_ROWS else stage.rows
    return [number if number <= most else -1 for number in different]


def is_word(text: str) -> str:
    """Whether a text can be of no type: it has letters that are in no number, date, truth or place."""
    letters = f"({text} >= 'A' OR regexp_matches({text}, '[A-DF-SU-Ya-df-su-y]') OR length({text}) > 40)"
    known = is_one_of(text, ("", *TRUE_WORDS, *FALSE_WORDS, *NO_VALUE))
    return (
        f"{letters} AND NOT contains({text}, '(') AND NOT (CASE WHEN length({text}) < 10 THEN {known} ELSE false END)"
    )


def is_code(text: str) -> str:
    """Whether a text is of digits that a number would lose."""
    begins = f"({text} >= '0' AND {text} < '1' OR {text} >= '+' AND {text} < ',')"
    return f"CASE WHEN {begins} THEN regexp_full_match(trim({text}), {literal(CODES)}) ELSE false END"


def count_forms(engine: "DuckDBPyConnection", wanted: Mapping[int, Sequence[Form]], source: str) -> dict[int, Tally]:
    """How many values of each column fit each of the forms."""
    if not wanted:
        return {}
    parts = []
    for number, forms in wanted.items():
        text = f"c{number}"
        parts += [f"count({text})", f"count(*) FILTER ({is_no_value(text)})"]
        parts += [f"count({value_of(text, form)})" for form in forms]
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
