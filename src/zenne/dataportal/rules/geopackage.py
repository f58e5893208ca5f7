"""The binary form of places in a GeoPackage (OGC 12-128r19, 2.1.3)."""

from typing import Final

HEADER_BYTES: Final = 8
BOX_BYTES: Final = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
"""For each kind of box in the header, how long it is."""
EXTENDED: Final = 0b100000
EMPTY: Final = 0b010000


def wkb_of(blob: bytes) -> bytes:
    """The WKB behind the header, nothing for an empty place. What is no such form comes back as it is: it is no WKB."""
    if len(blob) < HEADER_BYTES or not blob.startswith(b"GP"):
        return blob
    flags = blob[3]
    box = BOX_BYTES.get((flags >> 1) & 0b111)
    if box is None or flags & EXTENDED:
        return blob
    if flags & EMPTY:
        return b""
    return blob[HEADER_BYTES + box :] or blob
