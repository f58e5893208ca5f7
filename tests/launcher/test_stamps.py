"""A fingerprint changes with everything it is made from."""

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from zenne.launcher.stamps import files_below, fingerprint, is_stamped, write_stamp

folders = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.binary(max_size=20), max_size=4)


def print_of(contents: dict[str, bytes], *, folder: Path) -> str:
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    found = fingerprint(files_below(folder))
    for name in contents:
        (folder / name).unlink()
    return found


@given(folders, folders)
def test_two_folders_have_one_print_only_when_they_are_the_same(one: dict[str, bytes], two: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        assert (print_of(one, folder=folder) == print_of(two, folder=folder)) == (one == two)


def test_a_stamp_counts_only_for_its_own_print(tmp_path: Path) -> None:
    stamp = tmp_path / "below" / "stamp"
    assert not is_stamped(stamp, with_print="a")
    write_stamp(stamp, with_print="a")
    assert is_stamped(stamp, with_print="a")
    assert not is_stamped(stamp, with_print="b")
    assert list(stamp.parent.iterdir()) == [stamp]


def test_what_python_keeps_for_itself_is_not_a_source(tmp_path: Path) -> None:
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "rules.pyc").touch()
    assert files_below(tmp_path) == []
