"""YAML files whose every value knows its line."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

LARGEST_FILE_BYTES = 1_000_000
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
        UnreadableFile: when it is missing, too large, not UTF-8, not YAML, or names a key twice.
    """
    try:
        if file.stat().st_size > LARGEST_FILE_BYTES:
            raise UnreadableFile(1, "The file is larger than 1 MB.")
        node = yaml.compose(file.read_text(encoding="utf-8"), Loader=Loader)
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
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return construct_mapping(node, path, lines)
    if isinstance(node, yaml.SequenceNode):
        return [construct(item, (*path, index), lines) for index, item in enumerate(node.value)]
    return construct_scalar(node)


def construct_mapping(node: yaml.MappingNode, path: Path_, lines: dict[Path_, int]) -> dict[Hashable, Any]:
    mapping: dict[Hashable, Any] = {}
    for key_node, value_node in node.value:
        key = construct_key(key_node)
        line = key_node.start_mark.line + 1
        if key in mapping:
            raise UnreadableFile(line, f"“{key}” stands here twice.")
        mapping[key] = construct(value_node, (*path, key), lines)
        lines[(*path, key)] = line
    return mapping


def construct_key(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise UnreadableFile(node.start_mark.line + 1, "A key must be a single word.")
    return str(node.value)


def construct_scalar(node: yaml.Node) -> Any:
    constructor = yaml.constructor.SafeConstructor()
    try:
        return constructor.construct_object(node)
    except (yaml.constructor.ConstructorError, ValueError):
        raise UnreadableFile(node.start_mark.line + 1, f"“{node.value}” cannot be read; put it in quotes.") from None
