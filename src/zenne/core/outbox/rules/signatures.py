"""Signatures of webhooks, as the Standard Webhooks specification 1.0 writes them."""

import base64
import hashlib
import hmac
from datetime import datetime


def signature(*, secret: bytes, identifier: str, at: datetime, body: bytes) -> str:
    """``v1,`` and the HMAC-SHA256 of identifier, moment (seconds since 1970) and body, joined by dots, in Base64."""
    signed = b".".join((identifier.encode(), str(int(at.timestamp())).encode(), body))
    return "v1," + base64.b64encode(hmac.digest(secret, signed, hashlib.sha256)).decode()
