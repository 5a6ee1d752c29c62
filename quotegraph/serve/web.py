"""The explorer over HTTP: read-only, for this machine alone unless somebody asks for more."""

from __future__ import annotations

import ipaddress
import json
import socket
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any
from urllib.parse import urlsplit

from quotegraph import __version__
from quotegraph.errors import QuotegraphError
from quotegraph.serve.explorer import Explorer
from quotegraph.tables import csv_line
from quotegraph.viz import render

LONGEST = 32_000
"""Characters of an address that are read."""
WAIT = 60
"""Seconds that a silent connection is kept."""
COLUMNS = ("speaker", "stance", "topic", "label", "quotations", "confidence", "latest")
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
NOTHING = "default-src 'none'; frame-ancestors 'none'"


@dataclass(frozen=True, slots=True)
class Reply:
    """Status, content type, policy and body; a body in parts is sent as it comes."""

    status: HTTPStatus
    kind: str
    body: bytes | Iterable[bytes]
    policy: str = NOTHING
    headers: tuple[tuple[str, str], ...] = ()


def reply(look: Callable[[], Explorer], page: Callable[[Explorer], str], target: str) -> Reply:
    """What a GET for ``target`` is answered with: ``/`` the page, ``/explorer/NAME`` an answer or ``lines.csv``.

    Nothing of the address is ever looked for among files.
    """
    parts = urlsplit(target)
    if parts.path == "/":
        policy = f"{render.policy(served=True)}; frame-ancestors 'none'"
        return Reply(HTTPStatus.OK, "text/html; charset=utf-8", page(look()).encode("utf-8", "replace"), policy)
    if parts.path == "/explorer/lines.csv":
        named = ("Content-Disposition", 'attachment; filename="lines.csv"')
        return Reply(HTTPStatus.OK, "text/csv; charset=utf-8", _csv(look(), parts.query), headers=(named,))
    room, _, name = parts.path[1:].partition("/")
    if room != "explorer":
        return problem(HTTPStatus.NOT_FOUND, "there is no such page here")
    try:
        answer = look().answer(name, parts.query)
    except KeyError:
        return problem(HTTPStatus.NOT_FOUND, "there is no such question")
    except ValueError as error:
        return problem(HTTPStatus.BAD_REQUEST, str(error))
    return Reply(HTTPStatus.OK, "application/json", as_json(answer))


def as_json(value: Any) -> bytes:
    """``value`` as JSON; half pairs, which UTF-8 cannot carry, become question marks."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8", "replace")


def problem(status: HTTPStatus, message: str) -> Reply:
    """One sentence about what is wrong with a request."""
    return Reply(status, "application/json", as_json({"error": message}))


def _csv(explorer: Explorer, query: str) -> Iterator[bytes]:
    yield ("\ufeff" + csv_line(COLUMNS)).encode()
    rows = []
    for row in explorer.lines(query):
        rows.append(csv_line(row))
        if len(rows) == 1000:
            yield "".join(rows).encode("utf-8", "replace")
            rows = []
    yield "".join(rows).encode("utf-8", "replace")


def is_ours(host: str | None, names: frozenset[str]) -> bool:
    """Whether a Host header names this machine: an address, ``localhost``, or one of ``names``.

    Any other name may be that of a page elsewhere which had it point here (DNS rebinding).

    >>> is_ours("127.0.0.1:8000", frozenset()), is_ours("[::1]:8000", frozenset()), is_ours("localhost", frozenset())
    (True, True, True)
    >>> is_ours("evil.example:8000", frozenset()), is_ours(None, frozenset()), is_ours("desk", frozenset({"desk"}))
    (False, False, True)
    """
    try:
        name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return False
    if not host or "@" in host or "/" in host:
        return False
    if name == "localhost" or name.endswith(".localhost") or name in names:
        return True
    try:
        return bool(ipaddress.ip_address(name))
    except ValueError:
        return False


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def server_bind(self) -> None:
        """Bind without asking anybody on the network what this machine is called."""
        TCPServer.server_bind(self)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Connections that break are their readers' affair."""


def server(
    look: Callable[[], Explorer],
    page: Callable[[Explorer], str],
    host: str = "127.0.0.1",
    port: int = 8000,
    tell: Callable[[str], None] = print,
) -> ThreadingHTTPServer:
    """A server that is bound but not yet serving: call ``serve_forever()``, and ``server_close()`` at the end.

    Port 0 takes a free one (``server_address``). ``tell`` hears of what should not happen. Raises QuotegraphError where
    the address cannot be had.
    """
    names = frozenset({host.lower(), socket.gethostname().lower()})

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version = f"quotegraph/{__version__}"
        sys_version = ""
        timeout = WAIT

        def do_GET(self) -> None:
            self._answer(self._reply())

        do_HEAD = do_GET

        def __getattr__(self, name: str) -> Any:
            if name.startswith("do_"):  # any other method
                return self._refuse
            raise AttributeError(name)

        def _refuse(self) -> None:
            self.close_connection = True  # its body is not read
            reply = problem(HTTPStatus.METHOD_NOT_ALLOWED, "this is read-only: GET and HEAD alone are answered")
            self._answer(Reply(reply.status, reply.kind, reply.body, headers=(("Allow", "GET, HEAD"),)))

        def _reply(self) -> Reply:
            if not is_ours(self.headers.get("Host"), names):
                return problem(HTTPStatus.MISDIRECTED_REQUEST, "this server is asked by a name that is not its own")
            if len(self.path) > LONGEST:
                return problem(HTTPStatus.REQUEST_URI_TOO_LONG, f"no address has more than {LONGEST} characters")
            try:
                return reply(look, page, self.path)
            except Exception as error:
                tell(f"{type(error).__name__} at {self.path[:200]}: {error}")
                return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "this should not happen")

        def _answer(self, made: Reply) -> None:
            whole = isinstance(made.body, bytes)
            self.send_response(made.status)
            self.send_header("Content-Type", made.kind)
            for name, value in (*HEADERS.items(), ("Content-Security-Policy", made.policy), *made.headers):
                self.send_header(name, value)
            if isinstance(made.body, bytes):
                self.send_header("Content-Length", str(len(made.body)))
            else:
                self.send_header("Connection", "close")  # its end is that of the connection
                self.close_connection = True
            self.end_headers()
            if self.command != "HEAD":
                for part in (made.body,) if whole else made.body:
                    self.wfile.write(part)  # type: ignore[arg-type]

        def log_message(self, format: str, *args: Any) -> None:
            """What is read is nobody's business."""

    class Bound(_Server):
        address_family = socket.AF_INET6 if ":" in host else socket.AF_INET

    try:
        return Bound((host, port), Handler)
    except (OSError, OverflowError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise QuotegraphError(f"{host}:{port} cannot be served: {reason}; another port is --port NUMBER") from None
