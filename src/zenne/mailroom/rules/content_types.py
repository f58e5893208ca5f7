"""What an attachment is, by its first bytes: what the sender says about it counts only where the bytes say nothing."""

import re
from typing import Final

UNKNOWN: Final = "application/octet-stream"
MARKS: Final[tuple[tuple[int, bytes, str], ...]] = (
    (0, b"%PDF-", "application/pdf"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (4, b"ftypheic", "image/heic"),
    (0, b"II*\x00", "image/tiff"),
    (0, b"MM\x00*", "image/tiff"),
    (0, b"BM", "image/bmp"),
    (0, b"\x78\x9f\x3e\x22", "application/vnd.ms-tnef"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"{\\rtf", "application/rtf"),
    (0, b"Rar!\x1a\x07", "application/vnd.rar"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"\x1f\x8b", "application/gzip"),
    (0, b"MZ", "application/vnd.microsoft.portable-executable"),
    (0, b"\x7fELF", "application/x-elf"),
    (0, b"#!", "text/x-script"),
    (4, b"ftyp", "video/mp4"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"<?xml", "text/xml"),
)
INSIDE_ZIP: Final = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.text"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet"),
)
HTML: Final = re.compile(rb"\s*<(?:!doctype\s+html|html|head|body|script|svg|iframe|object)\b", re.IGNORECASE)
MEDIA_TYPE: Final = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]{0,60}/[a-z0-9][a-z0-9!#$&^_.+-]{0,80}")
LOOKED_AT_BYTES: Final = 65_536
BY_BYTES_ALONE: Final = {kind for _, _, kind in MARKS} | {kind for _, kind in INSIDE_ZIP} | {"application/zip"}


def type_of(content: bytes, claimed: str) -> str:
    """The media type of a file.

    A type that we know by its bytes is never believed without them: a program that says it is a picture is neither.
    """
    start = content[:LOOKED_AT_BYTES]
    for at, mark, kind in MARKS:
        if start.startswith(mark, at):
            return kind
    if start.startswith(b"PK\x03\x04"):
        return next((kind for inside, kind in INSIDE_ZIP if inside in start), "application/zip")
    if HTML.match(start):
        return "text/html"
    said = claimed.lower()
    is_text = b"\x00" not in start
    if MEDIA_TYPE.fullmatch(said) and said not in BY_BYTES_ALONE | {"text/html", UNKNOWN}:
        return said if is_text or not said.startswith("text/") else UNKNOWN
    return "text/plain" if start and is_text else UNKNOWN
