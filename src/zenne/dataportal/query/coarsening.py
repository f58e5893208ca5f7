"""What a reader sees instead of a value that is more than they may see."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.conf import settings

from zenne.dataportal.query.statements import Parameters
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.policies import Coarsening, Coarser

PSEUDONYM_LETTERS: Final = 24


@dataclass(frozen=True, slots=True)
class Coarse:
    """An expression, and the type of its values."""

    sql: str
    type: ColumnType


def coarse(column: str, kind: ColumnType, rule: Coarser, *, table: int, parameters: Parameters) -> Coarse:
    """The coarse form of a column, by a rule that fits its type (see ``rules/visibility.py``).

    No expression may fail on any value: the text of an error would say something of rows that the reader does not see.

    Args:
        column: the quoted name.
        table: the table, of which pseudonyms are its own.
    """
    if rule.how is Coarsening.PSEUDONYM:
        return pseudonym(column, table=table, parameters=parameters)
    return MAKERS[rule.how, kind](column, rule, parameters)


def pseudonym(column: str, *, table: int, parameters: Parameters) -> Coarse:
    """A hash with two keys, one inside the other, so that knowing some pseudonyms tells nothing of others."""
    inner, outer = (parameters.add(secret_key(f"{table}:{part}")) for part in ("inner", "outer"))
    digest = f"sha256({outer} || sha256({inner} || CAST({column} AS VARCHAR)))"
    return Coarse(f"left({digest}, {PSEUDONYM_LETTERS})", ColumnType.TEXT)


def secret_key(purpose: str) -> str:
    """A key that follows from the secret of the installation and what it is for: 64 hexadecimal digits."""
    person = hashlib.blake2b(purpose.encode(), digest_size=16).digest()
    return hashlib.blake2b(settings.SECRET_KEY.encode(), digest_size=32, person=person, salt=b"zenne data").hexdigest()


def whole_rounded(column: str, rule: Coarser, parameters: Parameters) -> Coarse:
    step = parameters.add(float(rule.step))
    return Coarse(f"TRY_CAST(round({column} / {step}) * {step} AS BIGINT)", ColumnType.INTEGER)


def rounded(column: str, rule: Coarser, parameters: Parameters) -> Coarse:
    step = parameters.add(float(rule.step))
    return Coarse(f"round(round({column} / {step}) * {step}, 10)", ColumnType.NUMBER)


def cell(column: str, rule: Coarser, parameters: Parameters) -> Coarse:
    """The centre of the cell of a grid in which the middle of a geometry lies."""
    step = parameters.add(float(rule.step))
    middle = f"TRY(ST_Centroid(ST_GeomFromWKB({column})))"
    longitude, latitude = (f"round((floor({axis}({middle}) / {step}) + 0.5) * {step}, 10)" for axis in ("ST_X", "ST_Y"))
    return Coarse(f"TRY(ST_AsWKB(ST_Point({longitude}, {latitude}))::BLOB)", ColumnType.GEOMETRY)


def first_letters(column: str, rule: Coarser, parameters: Parameters) -> Coarse:
    return Coarse(f"left({column}, {max(int(rule.step), 0)})", ColumnType.TEXT)


def year(column: str, rule: Coarser, parameters: Parameters) -> Coarse:
    return Coarse(f"TRY(year({column}))", ColumnType.INTEGER)


def month(column: str, rule: Coarser, parameters: Parameters) -> Coarse:
    return Coarse(f"TRY(strftime({column}, '%Y-%m'))", ColumnType.TEXT)


MAKERS: Final[dict[tuple[Coarsening, ColumnType], Callable[[str, Coarser, Parameters], Coarse]]] = {
    (Coarsening.ROUNDED, ColumnType.INTEGER): whole_rounded,
    (Coarsening.ROUNDED, ColumnType.NUMBER): rounded,
    (Coarsening.ROUNDED, ColumnType.GEOMETRY): cell,
    (Coarsening.FIRST_LETTERS, ColumnType.TEXT): first_letters,
    (Coarsening.YEAR, ColumnType.DATE): year,
    (Coarsening.YEAR, ColumnType.TIMESTAMP): year,
    (Coarsening.MONTH, ColumnType.DATE): month,
    (Coarsening.MONTH, ColumnType.TIMESTAMP): month,
}
