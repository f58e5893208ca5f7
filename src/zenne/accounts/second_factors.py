"""Second factors: django-allauth's, with what they keep encrypted."""

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings

from zenne.accounts.models import Person


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets are encrypted with a key made from the installation's own secret."""

    def encrypt(self, text: str) -> str:
        return box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return box().decrypt(encrypted_text.encode()).decode()

    def get_public_key_credential_user_entity(self, user: Person) -> dict[str, object]:
        return {"id": user.uuid.bytes, "display_name": user.shown_name, "name": user.shown_name}


def box() -> Fernet:
    key = hashlib.sha256(b"second factors of accounts:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
