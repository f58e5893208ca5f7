"""Change single values of a YAML file and leave everything else in it as it is: order, comments, quotes.

Each change is made in the text itself and then read back: what comes out must be the old data with this one difference.
"""

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

import yaml

from zenne.catalogue.city_folder.source import UnreadableFile, construct

Keys = tuple[str, ...]
STEP = "  "


class CannotWrite(Exception):
    """No way was found to write a value so that reading the file gives it back."""

    code = "cannot-write"


def with_values(text: str, values: Mapping[Keys, str]) -> str:
    """A file's text with values set by the keys that lead to them; an empty value takes the key out.

    Raises:
        CannotWrite: the file is written in a way that this does not know.
    """
    is_dos = "\r\n" in text
    changed = text.replace("\r\n", "\n")
    for keys, value in values.items():
        changed = with_value(changed, keys, value)
    return changed.replace("\n", "\r\n") if is_dos else changed


def with_value(text: str, keys: Keys, value: str) -> str:
    """One change, read back before it counts."""
    data = read(text)
    wanted = expected(data, keys, value)
    if wanted == data:
        return text
    for candidate in candidates(text, keys, value):
        try:
            found = read(candidate)
        except (yaml.YAMLError, UnreadableFile):
            continue
        if same(found, wanted, keys):
            return candidate
    raise CannotWrite(".".join(keys))


def read(text: str) -> dict[str, Any]:
    """The data of a file, as a load reads it."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    return dict(construct(node, (), {})) if isinstance(node, yaml.MappingNode) else {}


def expected(data: Mapping[str, Any], keys: Keys, value: str) -> dict[str, Any]:
    """What the file must say afterwards. A list of words from which the last one is taken goes too."""
    wanted = deepcopy(dict(data))
    *parents, last = keys
    inner = wanted
    for key in parents:
        inner = inner.setdefault(key, {})
    if value:
        inner[last] = value
    else:
        inner.pop(last, None)
        if parents and not inner:
            del wanted[parents[0]]
    return wanted


def same(found: Any, wanted: Mapping[str, Any], keys: Keys) -> bool:
    """Whether the file says what it must; around the new value, empty space does not count."""
    inner = found
    for key in keys[:-1]:
        inner = inner.get(key) if isinstance(inner, dict) else None
    if isinstance(inner, dict) and isinstance(inner.get(keys[-1]), str):
        inner[keys[-1]] = inner[keys[-1]].strip()
    return bool(found == wanted)


def candidates(text: str, keys: Keys, value: str) -> Iterator[str]:
    """The file with the change made in several ways, the nicest first."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        yield from (
            (text and text.rstrip("\n") + "\n") + entry for entry in new_entries(keys, value, "", is_flow=False)
        )
        return
    parent, missing = root, keys
    while len(missing) > 1 and isinstance(child := value_of(parent, missing[0]), yaml.MappingNode):
        parent, missing = child, missing[1:]
    if not value:
        yield without(text, root, keys)
    elif (node := value_of(parent, missing[0])) is not None:
        yield from replacements(text, parent, node, value)
    elif parent.flow_style:
        yield from added_in_flow(text, parent, missing, value)
    else:
        yield from added_in_block(text, parent, missing, value)


def value_of(mapping: yaml.MappingNode, key: str) -> yaml.Node | None:
    return next((value for name, value in mapping.value if name.value == key), None)


def replacements(text: str, parent: yaml.MappingNode, node: yaml.Node, value: str) -> Iterator[str]:
    start, end = node.start_mark.index, node.end_mark.index
    indent = " " * (parent.value[0][0].start_mark.column + len(STEP))
    style = getattr(node, "style", None)
    is_block = style in {"|", ">"}
    for scalar in scalars(value, indent, style=style, is_flow=bool(parent.flow_style)):
        tail = text[end:]
        if is_block != scalar.startswith("|"):
            tail = "\n" + tail if is_block else tail.removeprefix("\n")
        yield text[:start] + scalar + tail


def added_in_block(text: str, parent: yaml.MappingNode, keys: Keys, value: str) -> Iterator[str]:
    """A new entry after the last one of a mapping that has a line for each."""
    indent = " " * parent.value[0][0].start_mark.column
    place = end_of_line(text, last_end(parent))
    before = text[:place] if text[:place].endswith("\n") else text[:place] + "\n"
    yield from (before + entry + text[place:] for entry in new_entries(keys, value, indent, is_flow=False))


def added_in_flow(text: str, parent: yaml.MappingNode, keys: Keys, value: str) -> Iterator[str]:
    """A new entry before the brace that closes a mapping on one line."""
    place = parent.end_mark.index - 1
    before = text[:place].rstrip()
    comma = "" if before.endswith((",", "{")) else ","
    space = "" if before.endswith("{") else " "
    yield from (f"{before}{comma}{space}{entry}{text[place:]}" for entry in new_entries(keys, value, "", is_flow=True))


def new_entries(keys: Keys, value: str, indent: str, *, is_flow: bool) -> Iterator[str]:
    first, *rest = keys
    if is_flow:
        yield from (f"{first}: {scalar}" for scalar in scalars(value, "", style="", is_flow=True))
    elif rest:
        inner = new_entries(tuple(rest), value, indent + STEP, is_flow=False)
        yield from (f"{indent}{first}:\n{entry}" for entry in inner)
    else:
        for scalar in scalars(value, indent + STEP, style="", is_flow=False):
            yield f"{indent}{first}: {scalar}" + ("" if scalar.endswith("\n") else "\n")


def scalars(value: str, indent: str, *, style: str | None, is_flow: bool) -> Iterator[str]:
    """A text in the ways of YAML, that of the file first."""
    if not is_flow and ("\n" in value or style in {"|", ">"}):
        lines = (f"{indent}{line}" if line else "" for line in value.split("\n"))
        yield "|\n" + "\n".join(lines) + "\n"
    if style == "'":
        yield "'" + value.replace("'", "''") + "'"
    if style != '"' and "\n" not in value:
        yield value
    yield json.dumps(value, ensure_ascii=False)
    yield json.dumps(value)


def without(text: str, root: yaml.MappingNode, keys: Keys) -> str:
    """The file without an entry, and without the list that would be empty then."""
    parent, path = root, list(keys)
    while len(path) > 1:
        child = value_of(parent, path[0])
        if not isinstance(child, yaml.MappingNode) or len(child.value) == 1:
            break
        parent, path = child, path[1:]
    key, value = next((name, value) for name, value in parent.value if name.value == path[0])
    if parent.flow_style:
        before, after = text[: key.start_mark.index].rstrip(), text[value.end_mark.index :].lstrip()
        if after.startswith(","):
            return f"{before}{'' if before.endswith('{') else ' '}{after[1:].lstrip()}"
        return before.removesuffix(",") + after
    start = text.rfind("\n", 0, key.start_mark.index) + 1
    return text[:start] + text[end_of_line(text, last_end(value)) :]


def last_end(node: yaml.Node) -> int:
    """Where the last value inside ends: a mapping itself ends only where the next thing begins, comments included."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
        return last_end(node.value[-1][1])
    if isinstance(node, yaml.SequenceNode) and not node.flow_style and node.value:
        return last_end(node.value[-1])
    return int(node.end_mark.index)


def end_of_line(text: str, place: int) -> int:
    """Where the next line begins; a text that ends with its line end is there already."""
    if place and text[place - 1] == "\n":
        return place
    found = text.find("\n", place)
    return len(text) if found < 0 else found + 1
