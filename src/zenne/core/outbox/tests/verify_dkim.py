"""Run by Debian's own Python: whether dkimpy, which knows nothing of us, believes a message on standard input.

The record stands in the first argument, in place of the DNS.
"""

import sys

import dkim  # type: ignore[import-not-found, unused-ignore]

NAME, RECORD = sys.argv[1:]
found = dkim.verify(
    sys.stdin.buffer.read(), dnsfunc=lambda name, timeout=5: RECORD.encode() if name.decode() == NAME else b""
)
sys.exit(0 if found else 1)
