"""An identity provider for tests, on a port of its own, which can be made to lie."""

import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives.asymmetric import ec


@dataclass
class IdentityProvider:
    """What it says next. ``claims`` are put over those of an honest token; None takes a claim away."""

    issuer: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    key_id: str = "first"
    published: dict[str, ec.EllipticCurvePrivateKey] | None = None
    algorithm: str = "ES256"
    kind: str = "logout+jwt"
    configuration: dict[str, Any] = field(default_factory=dict)
    nonce: str = ""
    challenge: str = ""
    asked: list[str] = field(default_factory=list)
    seconds_slow: float = 0

    def token(self) -> str:
        now = int(time.time())
        honest = {
            "iss": self.issuer,
            "aud": "zenne",
            "sub": "ada",
            "name": "Ada Lovelace",
            "nonce": self.nonce,
            "iat": now,
            "exp": now + 600,
            "auth_time": now,
        }
        return self.signed({**honest, **self.claims})

    def logout_token(self, **claims: Any) -> str:
        """A logout token, honest but for ``claims``."""
        now = int(time.time())
        honest = {
            "iss": self.issuer,
            "aud": "zenne",
            "sub": "ada",
            "iat": now,
            "exp": now + 120,
            "jti": uuid4().hex,
            "events": {"http://schemas.openid.net/event/backchannel-logout": {}},
        }
        return self.signed({**honest, **claims}, kind=self.kind)

    def signed(self, wanted: dict[str, Any], *, kind: str = "JWT") -> str:
        claims = {name: value for name, value in wanted.items() if value is not None}
        key: Any = "" if self.algorithm == "none" else "a-secret-of-32-characters-or-more" * 2
        signed = self.key if self.algorithm == "ES256" else key
        return jwt.encode(claims, signed, algorithm=self.algorithm, headers={"kid": self.key_id, "typ": kind})

    def keys(self) -> dict[str, Any]:
        published = self.published if self.published is not None else {self.key_id: self.key}
        return {
            "keys": [
                {**json.loads(jwt.algorithms.ECAlgorithm.to_jwk(key.public_key())), "kid": name, "use": "sig"}
                for name, key in published.items()
            ]
        }

    def reply(self, path: str, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        self.asked.append(path)
        time.sleep(self.seconds_slow)
        if path == "/.well-known/openid-configuration":
            honest = {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "end_session_endpoint": f"{self.issuer}/end",
            }
            return 200, {**honest, **self.configuration}
        if path == "/keys":
            return 200, self.keys()
        verifier = urlsafe_b64encode(sha256(form.get("code_verifier", "").encode()).digest()).rstrip(b"=").decode()
        if path == "/token" and form.get("code") == "good" and verifier == self.challenge:
            return 200, {"access_token": "access", "token_type": "Bearer", "id_token": self.token()}
        return 400, {"error": "invalid_grant"}

    def takes(self, address: str) -> str:
        """Somebody arrives with their browser: remember what was asked, and give the state back."""
        asked = dict(parse_qsl(urlsplit(address).query))
        assert asked["code_challenge_method"] == "S256"
        self.nonce, self.challenge = asked["nonce"], asked["code_challenge"]
        return asked["state"]

    def settings(self, **more: Any) -> list[dict[str, Any]]:
        described = {
            "id": "test",
            "name": {"en": "Test card"},
            "issuer": self.issuer,
            "client_id": "zenne",
            "client_secret": "s",
            "audience": "everybody",
            "scopes": ["openid", "profile"],
            "assurance": {"card": "high", "app": "substantial"},
            "assurance_otherwise": "low",
            "second_factor_amr": [],
            "roles_claim": "",
            "roles": {},
            **more,
        }
        return [described]


@contextmanager
def running_provider() -> Iterator[IdentityProvider]:
    """A provider that answers on this machine until the block ends."""
    provider = IdentityProvider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send({})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            self.send({name: values[0] for name, values in parse_qs(body).items()})

        def send(self, form: dict[str, str]) -> None:
            status, answer = provider.reply(urlsplit(self.path).path, form)
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
