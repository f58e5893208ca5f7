"""Small rooms: a reader sees a file at a glance and a function without scrolling."""

from statistics import median

from tests.architecture.tree import Function, product_files

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
HIGHEST_MEDIAN_OF_FILES = 80
HIGHEST_MEDIAN_OF_FUNCTIONS = 12


def length(function: Function) -> int:
    """Lines from ``def`` to the last one, docstring included."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_no_file_is_longer_than_400_lines() -> None:
    assert not [
        (file.module, lines) for file in product_files() if (lines := len(file.text.splitlines())) > LONGEST_FILE
    ]


def test_no_function_is_longer_than_40_lines() -> None:
    assert not [
        (file.at(function), function.name, length(function))
        for file in product_files()
        for function in file.functions()
        if length(function) > LONGEST_FUNCTION
    ]


def test_the_usual_file_and_function_are_small() -> None:
    files = [len(file.text.splitlines()) for file in product_files() if file.text]
    functions = [length(function) for file in product_files() for function in file.functions()]
    print(f"median file {median(files):.0f} lines, median function {median(functions):.0f} lines")

    assert median(files) <= HIGHEST_MEDIAN_OF_FILES
    assert median(functions) <= HIGHEST_MEDIAN_OF_FUNCTIONS
