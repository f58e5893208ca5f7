"""Files that were made to harm are refused with a sentence, quickly and without effect."""

from pathlib import Path

import pytest

from zenne.catalogue.tests.city_folders import mistakes_of, small_city, write

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{letter}: &{letter} [{','.join([f'*{before}'] * 9)}]\n"
    for before, letter in zip("abcdefghi", "bcdefghij", strict=True)
)


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        (BOMB, "city.yaml:1: Anchors (&) and aliases (*) are not read here; write the value out."),
        ("a: 1\nb: &b [*b]\n", "city.yaml:2: Anchors (&) and aliases (*) are not read here; write the value out."),
        ("<<: {a: 1}\n", "city.yaml:1: “<<” is not a key of this file."),
        ("a: !!python/object/apply:os.system [id]\n", "city.yaml:1: The tag “!!python/object/apply:os.system” is not"),
        ("a: !!python/name:os.system\n", "city.yaml:1: The tag “!!python/name:os.system” is not read here"),
        ("a: !!binary aGVsbG8=\n", "city.yaml:1: The tag “!!binary” is not read here; write plain values."),
        ("a: !!set {b, c}\n", "city.yaml:1: The tag “!!set” is not read here; write plain values."),
        ("a: !!int twelve\n", "city.yaml:1: “twelve” cannot be read; put it in quotes."),
        ("? [a, b]\n: c\n", "city.yaml:1: A key must be a single word."),
        ('name: "a\\0b"\n', "city.yaml:1: This text has a control character in it."),
        ("[" * 100_000, "city.yaml:1: This is not valid YAML"),
        ("a: {" * 3_000 + "}" * 3_000, "city.yaml:1: This is not valid YAML"),
        ("".join(" " * depth + "a:\n" for depth in range(1_200)), "city.yaml:10"),
        ("[" * 900 + "]" * 900, "city.yaml:1: The values are nested too deeply."),
        ("a: " + "9" * 5_000, "city.yaml:1: “9999"),
        ("--- 1\n--- 2\n", "city.yaml:2: This is not valid YAML: but found another document."),
        ("just words", "city.yaml:1: “The file” must be a list of keys and values."),
        ("- a\n- list\n", "city.yaml:1: “The file” must be a list of keys and values."),
        ("", "city.yaml:1: “calendar” is missing."),
        ("a: \x07\n", "city.yaml:1: This is not valid YAML"),
    ],
    ids=range(20),
)
def test_a_hostile_file_gets_a_sentence(text: str, mistake: str, tmp_path: Path) -> None:
    folder = small_city(tmp_path)
    write(folder / "city.yaml", text)

    told = mistakes_of(folder)

    assert told[0].startswith(mistake), told[:3]
    assert all(len(each) < 400 for each in told)


def test_a_file_of_more_than_a_megabyte_is_not_read(tmp_path: Path) -> None:
    folder = small_city(tmp_path)
    write(folder / "city.yaml", "# " + "x" * 1_000_000)

    assert mistakes_of(folder) == ["city.yaml:1: The file is larger than 1 MB."]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00\x01", b"\x80abc", b"\x89PNG\r\n\x1a\n"])
def test_a_file_that_is_no_text_is_not_read(content: bytes, tmp_path: Path) -> None:
    folder = small_city(tmp_path)
    (folder / "city.yaml").write_bytes(content)

    assert mistakes_of(folder) == ["city.yaml:1: The file is not UTF-8 text."]


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    folder = small_city(tmp_path)
    (folder / "nl.yaml").unlink()
    (folder / "nl.yaml").mkdir()

    assert "nl.yaml:1: The file is missing or cannot be read." in mistakes_of(folder)
