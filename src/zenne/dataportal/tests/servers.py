"""Web servers with files, real ones on this machine, some of which misbehave on purpose."""

import contextlib
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

TREES: Final = b"species,height\noak,12\nash,9\n"


@dataclass
class FileHost:
    """What a server gives, and what it was asked: paths with the headers."""

    body: bytes = TREES
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    redirects: dict[str, str] = field(default_factory=dict)
    says_length: int | None = None
    writes: Callable[[BaseHTTPRequestHandler], None] | None = None

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Answer one question."""
        self.asked.append((request.path, dict(request.headers.items())))
        if request.path in self.redirects:
            request.send_response(302)
            request.send_header("Location", self.redirects[request.path])
            request.end_headers()
            return
        etag = self.headers.get("ETag")
        if etag and request.headers.get("If-None-Match") == etag:
            request.send_response(304)
            request.end_headers()
            return
        request.send_response(self.status)
        for name, value in self.headers.items():
            request.send_header(name, value)
        if self.writes is None:
            length = len(self.body) if self.says_length is None else self.says_length
            request.send_header("Content-Length", str(length))
        request.end_headers()
        with contextlib.suppress(OSError):
            if self.writes is None:
                request.wfile.write(self.body)
            else:
                self.writes(request)


@contextlib.contextmanager
def file_host(host: FileHost | None = None) -> Iterator[tuple[FileHost, str]]:
    """A server, and its address."""
    made = host or FileHost()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            made.answer(self)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=[0.02])
    thread.start()
    try:
        yield made, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
