"""Bytes of a file as UTF-8, block by block. What cannot be read stays bytes that are no UTF-8: a bad row later."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

BLOCK_BYTES: Final = 1 << 20
SURE: Final = 10_000
"""So many more letters that are right than wrong settle it."""
MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Encoding:
    """A name that Python knows, and how many bytes the mark at the beginning takes."""

    name: str
    mark_bytes: int = 0


def find_encoding(path: Path) -> Encoding:
    """The encoding of a file: by its mark, else by all of its bytes.

    A file with lines that are only right in UTF-8 is UTF-8, even when other lines are broken; one that has letters
    beyond ASCII and none of them right is Windows-1252.
    """
    with path.open("rb") as file:
        begin = file.read(BLOCK_BYTES)
        for mark, name in MARKS:
            if begin.startswith(mark):
                return Encoding(name, len(mark))
        if name := utf_16_without_mark(begin):
            return Encoding(name)
        file.seek(0)
        return Encoding("utf-8" if is_mostly_utf_8(file) else "cp1252")


def utf_16_without_mark(begin: bytes) -> str:
    """UTF-16 of European text has a zero in every second byte."""
    pairs = len(begin) // 2
    if pairs and begin[1::2].count(0) > 0.7 * pairs:
        return "utf-16-le"
    return "utf-16-be" if pairs and begin[::2].count(0) > 0.7 * pairs else ""


def is_mostly_utf_8(file: BinaryIO) -> bool:
    """Whether letters beyond ASCII are more often right than wrong in UTF-8."""
    right = wrong = 0
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    while block := file.read(BLOCK_BYTES):
        if block.isascii() and not decoder.getstate()[0]:
            continue
        text = decoder.decode(block)
        if not text.isascii():
            # One that stands in the file itself is as right as any other letter.
            broken = text.count("\N{REPLACEMENT CHARACTER}") - block.count(REPLACEMENT)
            right += len(text) - len(text.encode("ascii", "ignore")) - broken
            wrong += broken
        if right > SURE + wrong:
            return True
    wrong += bool(decoder.decode(b"", final=True))
    return right >= wrong


def is_utf_8(line: bytes) -> bool:
    """Whether the bytes are UTF-8."""
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def utf_8_blocks(path: Path, encoding: Encoding) -> Iterator[tuple[bytes, int]]:
    """Blocks of the file in UTF-8 with ``\\n`` at the end of lines, and how many bytes of the file were read so far."""
    with path.open("rb") as file:
        read = len(file.read(encoding.mark_bytes))
        lines_end_with_cr = ends_lines_with_cr(path, encoding)
        decoder = codecs.getincrementaldecoder(encoding.name)(errors=ERRORS.get(encoding.name, "strict"))
        while block := file.read(BLOCK_BYTES):
            read += len(block)
            text = block
            if encoding.name != "utf-8":
                # What no letter stands for becomes half a surrogate pair, and with that no UTF-8.
                text = decoder.decode(block).encode("utf-8", ERRORS[encoding.name])
            yield (text.replace(b"\r", b"\n") if lines_end_with_cr else text), read


REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}".encode()
ERRORS: Final = {"cp1252": "surrogateescape", "utf-16-le": "surrogatepass", "utf-16-be": "surrogatepass"}


def ends_lines_with_cr(path: Path, encoding: Encoding) -> bool:
    """Whether lines end as on old Macintoshes."""
    with path.open("rb") as file:
        begin = file.read(BLOCK_BYTES).decode(encoding.name, "replace")
    return "\r" in begin and "\n" not in begin
