"""The key with which the city signs its e-mail, and what is wrong with it."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa
from django.conf import settings

from zenne.core.outbox.rules.dkim import record_of, signed

FEWEST_BITS: Final = 1024
"""Of RSA; below that receivers do not believe a signature (RFC 8301)."""
OTHERS: Final = 0o007
Key = ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey


class WrongKey(Exception):
    """The mail cannot be signed as the settings say. Its text is a sentence that names the setting."""

    code = "wrong-dkim-key"


@dataclass(frozen=True)
class Signer:
    """Signs for a domain. ``selector``: under which name of it the public key stands."""

    domain: str
    selector: str
    key: Key

    @property
    def algorithm(self) -> str:
        """As it is called in a signature."""
        return "ed25519-sha256" if isinstance(self.key, ed25519.Ed25519PrivateKey) else "rsa-sha256"

    def sign(self, content: bytes, *, at: datetime) -> bytes:
        """A message with its signature before it."""
        named = {"domain": self.domain, "selector": self.selector, "algorithm": self.algorithm}
        return signed(content, **named, at=at, sign=self.signature)

    def signature(self, said: bytes) -> bytes:
        if isinstance(self.key, ed25519.Ed25519PrivateKey):
            return self.key.sign(sha256(said).digest())
        return self.key.sign(said, padding.PKCS1v15(), hashes.SHA256())

    def record(self) -> tuple[str, str]:
        """The name in the DNS, and what stands there as TXT."""
        public, encoding = self.key.public_key(), serialization.Encoding
        if isinstance(public, ed25519.Ed25519PublicKey):
            said = record_of("ed25519", public.public_bytes(encoding.Raw, serialization.PublicFormat.Raw))
        else:
            form = serialization.PublicFormat.SubjectPublicKeyInfo
            said = record_of("rsa", public.public_bytes(encoding.DER, form))
        return f"{self.selector}._domainkey.{self.domain}", said


def signer() -> Signer | None:
    """Who signs; nothing when the settings name no key.

    Raises:
        WrongKey: the key cannot be used.
    """
    if not settings.DKIM_KEY:
        return None
    domain = settings.DKIM_DOMAIN or settings.MAIL_SENDER.rpartition("@")[2]
    return Signer(domain, settings.DKIM_SELECTOR, key_in(Path(settings.DKIM_KEY)))


def key_in(path: Path) -> Key:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise WrongKey(f"ZENNE_DKIM_KEY: {path} cannot be read ({error.strerror}).") from None
    try:
        key = serialization.load_pem_private_key(content, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise WrongKey(f"ZENNE_DKIM_KEY: {path} is no private key in PEM form without a password.") from None
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return key
    if not isinstance(key, rsa.RSAPrivateKey):
        raise WrongKey(f"ZENNE_DKIM_KEY: {path} is neither an RSA nor an Ed25519 key.")
    if key.key_size < FEWEST_BITS:
        raise WrongKey(f"ZENNE_DKIM_KEY: {path} has {key.key_size} bits, which nobody believes. Make one of 2048.")
    return key


def is_open_to_others(path: Path) -> bool:
    """Whether everybody on this machine may read the key."""
    return bool(path.stat().st_mode & OTHERS)
