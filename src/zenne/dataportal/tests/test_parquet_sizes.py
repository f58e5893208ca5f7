"""A small Parquet file that becomes large takes little memory, and is refused where no table becomes so large."""

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from zenne.dataportal.ingest import parquet_sizes
from zenne.dataportal.ingest.parquet_sizes import BYTES_AT_ONCE, batches_of, written_bytes
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.ingest.wording import problem_text
from zenne.dataportal.models import Dataset
from zenne.dataportal.tests.files import loaded, rows_of

LONG = "x" * (1 << 16)


def repeated(rows: int, *texts: str) -> Any:
    """A column that holds each text once and says for each row which one stands there."""
    pa = import_module("pyarrow")
    places = pa.array([row % len(texts) for row in range(rows)], pa.int32())
    return pa.DictionaryArray.from_arrays(places, pa.array(texts))


def a_parquet(folder: Path, columns: dict[str, Any], **options: Any) -> Path:
    path = folder / "made.parquet"
    table = import_module("pyarrow").table(columns)
    import_module("pyarrow.parquet").write_table(table, path, **options)
    return path


@pytest.mark.django_db
def test_a_long_text_in_each_of_many_rows_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = a_parquet(tmp_path, {"text": repeated(20_000, LONG)})
    assert path.stat().st_size < 70_000
    with pytest.raises(CannotLoad) as error:
        loaded(tmp_path, path.read_bytes(), "bomb.parquet")
    assert error.value.code == "bomb"
    assert "more than 200 times as large" in str(problem_text(error.value.code, error.value.details))
    assert not Dataset.objects.exists()


@pytest.mark.django_db
def test_long_texts_in_some_rows_are_taken_whole(tmp_path: Path) -> None:
    path = a_parquet(tmp_path, {"n": list(range(600)), "text": repeated(600, LONG, "short")})
    version = loaded(tmp_path, path.read_bytes(), "texts.parquet")
    assert rows_of(version, "n", "text") == [(n, LONG if n % 2 == 0 else "short") for n in range(600)]


def test_no_more_is_written_out_at_once_than_fits(tmp_path: Path) -> None:
    struct = import_module("pyarrow").StructArray.from_arrays([repeated(400, LONG)], ["text"])
    columns = {"text": repeated(400, LONG, "short"), "text.other": repeated(400, "short"), "struct": struct}
    sizes = [written_bytes(batch) for batch in batches_of(a_parquet(tmp_path, columns, row_group_size=300))]
    assert sum(sizes) > 2 * BYTES_AT_ONCE > 2 * max(sizes)


def test_texts_are_counted_however_deep_they_stand(tmp_path: Path) -> None:
    pa = import_module("pyarrow")
    once = repeated(40, LONG)
    lists = pa.ListArray.from_arrays(pa.array([0, 10, 40], pa.int32()), once)
    pairs = pa.MapArray.from_arrays(pa.array([0, 40], pa.int32()), pa.array(["key"] * 40), once)
    fixed = pa.FixedSizeListArray.from_arrays(once, 20)
    for column, texts in ((lists, 40), (lists.slice(1), 30), (pairs, 40), (fixed, 40), (once.slice(30), 10)):
        size = written_bytes(pa.record_batch([column], ["column"]))
        assert texts * len(LONG) <= size < (texts + 1) * len(LONG)
        pa_table = pa.table({"column": column})
        import_module("pyarrow.parquet").write_table(pa_table, tmp_path / "deep.parquet")
        assert sum(map(written_bytes, batches_of(tmp_path / "deep.parquet"))) >= texts * len(LONG)


def test_short_texts_are_read_in_large_batches(tmp_path: Path) -> None:
    path = a_parquet(tmp_path, {"kind": repeated(40_000, "oak", "elm"), "n": list(range(40_000))})
    assert [batch.num_rows for batch in batches_of(path)] == [20_000, 20_000]


def lists_of_long_texts() -> Any:
    pa = import_module("pyarrow")
    return pa.ListArray.from_arrays(pa.array([0, 5000], pa.int32()), repeated(5000, LONG))


def one_long_list() -> Any:
    return import_module("pyarrow").array([[1] * 3_000_000])


def bytes_of_fixed_length() -> Any:
    return import_module("pyarrow").array([LONG.encode()] * 2000, import_module("pyarrow").binary(len(LONG)))


@pytest.mark.parametrize("made", [lists_of_long_texts, one_long_list, bytes_of_fixed_length])
def test_what_says_itself_that_it_becomes_too_large_is_refused_before_it_is_read(tmp_path: Path, made: Any) -> None:
    path = a_parquet(tmp_path, {"column": made()})
    before = import_module("pyarrow").total_allocated_bytes()
    with pytest.raises(CannotLoad, match="bomb"):
        next(batches_of(path))
    assert import_module("pyarrow").total_allocated_bytes() - before < BYTES_AT_ONCE


def test_pages_that_become_a_thousand_times_as_large_are_refused_before_they_are_unpacked(tmp_path: Path) -> None:
    path = a_parquet(tmp_path, {"text": ["x" * 1000] * 80_000}, use_dictionary=False, compression="zstd")
    with pytest.raises(CannotLoad, match="bomb"):
        next(batches_of(path))


def test_files_without_rows_or_texts_and_columns_of_one_name_are_read(tmp_path: Path) -> None:
    pa = import_module("pyarrow")
    nothing = pa.array([], pa.string())
    assert sum(batch.num_rows for batch in batches_of(a_parquet(tmp_path, {"a": nothing}))) == 0
    empty = pa.array([None, None], pa.string())
    table = pa.Table.from_arrays(
        [empty, repeated(2, LONG), pa.array([[], None], pa.list_(pa.string()))], ["a", "a", ""]
    )
    import_module("pyarrow.parquet").write_table(table, tmp_path / "odd.parquet")
    (batch,) = batches_of(tmp_path / "odd.parquet")
    assert batch.column(1).to_pylist() == [LONG, LONG]


def test_the_limit_grows_with_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = a_parquet(tmp_path, {"text": repeated(300, *(f"{n:05d}" * 100 for n in range(100)))}, compression="none")
    monkeypatch.setattr(parquet_sizes, "HARMLESS_BYTES", 1000)
    assert sum(batch.num_rows for batch in batches_of(path)) == 300
