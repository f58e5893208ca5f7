"""YAML files whose every value knows its line."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from zenne.catalogue.rules.characters import is_storable

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

LARGEST_FILE_BYTES = 1_000_000
TEXT_TAG = "tag:yaml.org,2002:str"
PLAIN_KINDS = ("str", "map", "seq", "int", "float", "bool", "null", "timestamp")
PLAIN_TAGS = {f"tag:yaml.org,2002:{kind}" for kind in PLAIN_KINDS}
Path_ = tuple[Hashable, ...]


class UnreadableFile(Exception):
    """A file that is not YAML as we want it; ``line`` says where."""

    def __init__(self, line: int, sentence: str) -> None:
        self.line = line
        super().__init__(sentence)


@dataclass(frozen=True)
class Source:
    """A file's data, and the line on which each value stands."""

    file: Path
    data: Any
    lines: dict[Path_, int] = field(repr=False)

    def line_of(self, path: Path_) -> int:
        """The line of the value at ``path``, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_source(file: Path) -> Source:
    """Read one YAML file.

    Raises:
        UnreadableFile: when it is missing, too large, not UTF-8, not YAML, names a key twice, or holds more than plain
            values.
    """
    try:
        if file.stat().st_size > LARGEST_FILE_BYTES:
            raise UnreadableFile(1, "The file is larger than 1 MB.")
        text = file.read_text(encoding="utf-8")
        if "&" in text or "*" in text:
            refuse_anchors(text)
        node = yaml.compose(text, Loader=Loader)
        lines: dict[Path_, int] = {}
        data = {} if node is None else construct(node, (), lines)
    except OSError:
        raise UnreadableFile(1, "The file is missing or cannot be read.") from None
    except UnicodeDecodeError:
        raise UnreadableFile(1, "The file is not UTF-8 text.") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise UnreadableFile(mark.line + 1 if mark else 1, f"This is not valid YAML: {error.problem}.") from None
    except yaml.YAMLError as error:
        raise UnreadableFile(1, f"This is not valid YAML: {str(error).splitlines()[0]}.") from None
    except RecursionError:
        raise UnreadableFile(1, "The values are nested too deeply.") from None
    return Source(file, data, lines)


def construct(node: yaml.Node, path: Path_, lines: dict[Path_, int]) -> Any:
    """Build plain data from a YAML node and note each value's line."""
    if node.tag not in PLAIN_TAGS:
        raise UnreadableFile(line_of(node), f"The tag “{short_tag(node)}” is not read here; write plain values.")
    lines[path] = line_of(node)
    if isinstance(node, yaml.MappingNode):
        return construct_mapping(node, path, lines)
    if isinstance(node, yaml.SequenceNode):
        return [construct(item, (*path, index), lines) for index, item in enumerate(node.value)]
    return construct_scalar(node)


def construct_mapping(node: yaml.MappingNode, path: Path_, lines: dict[Path_, int]) -> dict[Hashable, Any]:
    mapping: dict[Hashable, Any] = {}
    for key_node, value_node in node.value:
        key = construct_key(key_node)
        line = line_of(key_node)
        if key in mapping:
            raise UnreadableFile(line, f"“{key}” stands here twice.")
        mapping[key] = construct(value_node, (*path, key), lines)
        lines[(*path, key)] = line
    return mapping


def construct_key(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise UnreadableFile(line_of(node), "A key must be a single word.")
    return str(node.value)


def construct_scalar(node: yaml.Node) -> Any:
    if node.tag == TEXT_TAG:
        if not is_storable(node.value):
            raise UnreadableFile(line_of(node), "This text has a control character in it.")
        return node.value
    try:
        # Per value, because a constructor remembers every node that it has seen.
        return yaml.constructor.SafeConstructor().construct_object(node)
    except (yaml.constructor.ConstructorError, ValueError):
        raise UnreadableFile(line_of(node), f"“{node.value[:80]}” cannot be read; put it in quotes.") from None


def refuse_anchors(text: str) -> None:
    """An alias stands for a copy: a few lines of aliases of aliases would fill the memory."""
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            line = int(event.start_mark.line) + 1 if event.start_mark else 1
            raise UnreadableFile(line, "Anchors (&) and aliases (*) are not read here; write the value out.")


def line_of(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def short_tag(node: yaml.Node) -> str:
    return str(node.tag).replace("tag:yaml.org,2002:", "!!")
