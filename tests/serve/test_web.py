"""What anybody may ask over HTTP, and what nobody gets."""

import csv
import io
import json
import socket
from threading import Thread
from urllib.parse import quote

import pytest

from quotegraph.errors import QuotegraphError
from quotegraph.serve import explorer_of, page, server
from quotegraph.serve.web import LONGEST
from tests.browser.reader import town_said


def test_the_page_comes_without_a_statement_in_it(ask):
    status, headers, body = ask("/")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert b"A bridge" in body
    assert b"Lindqvist" not in body


def test_policies_stand_in_the_headers(ask):
    _, headers, _ = ask("/")
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "connect-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    for target in ("/", "/explorer/view", "/nothing"):
        _, headers, _ = ask(target)
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Access-Control-Allow-Origin"] is None


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "localhost.evil.example", "a@localhost", "", None]
)
def test_whoever_calls_it_by_another_name_gets_nothing(ask, host):
    status, _, body = ask("/explorer/view", Host=host)
    assert status == 421
    assert b"Lindqvist" not in body


@pytest.mark.parametrize("host", ["localhost:1", "127.0.0.1", "[::1]:9", "desk.localhost", "192.168.7.7:80"])
def test_names_of_this_machine_and_addresses_will_do(ask, host):
    assert ask("/explorer/view", Host=host)[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "BREW"])
def test_nothing_can_be_changed(ask, method):
    status, headers, _ = ask("/explorer/view", method, b"x=1")
    assert (status, headers["Allow"]) == (405, "GET, HEAD")


def test_head_tells_the_same_without_the_body(ask):
    status, headers, body = ask("/", "HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) == len(ask("/")[2])


@pytest.mark.parametrize(
    "target",
    [
        "/../../etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/explorer/../web.py",
        "/explorer/",
        "//etc/passwd",
        "/index.html",
        "*",
    ],
)
def test_there_are_no_files(ask, target):
    status, _, body = ask(target)
    assert status == 404
    assert b"root" not in body


@pytest.mark.parametrize(
    "query",
    ["offset=-1", "offset=x", "offset=%D9%A1", "limit=1e3", "offset=9999999999999999", f"x={'&x='.join('1' * 90)}"],
)
def test_nonsense_is_told_in_a_sentence(ask, query):
    status, headers, body = ask(f"/explorer/rows?{query}")
    assert (status, headers["Content-Type"]) == (400, "application/json")
    assert json.loads(body)["error"]


@pytest.mark.parametrize("name", ["quotations", "course", "tie", "sides"])
def test_what_needs_something_chosen_says_so(ask, name):
    assert ask(f"/explorer/{name}?state=at%3Dspeaker:Nobody")[0] == 400


def test_addresses_have_an_end(ask):
    assert ask("/explorer/search?text=" + "a" * LONGEST)[0] == 414


def test_all_lines_come_as_a_table(ask):
    status, headers, body = ask("/explorer/lines.csv?stance=oppose&sort=speaker&sort-up=1")
    assert (status, headers["Content-Type"]) == (200, "text/csv; charset=utf-8")
    rows = [*csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline=""))]
    assert [row["speaker"] for row in rows] == ["Anglers' Union", "José Ábrego", "Town council", "Town council"]
    assert {row["stance"] for row in rows} == {"oppose"}


HOSTILE = [
    "</script><script>alert(1)</script>",
    "=1+1",
    "a\x00\x1b[31mb",
    "\u202eRTL",
    "習近平",
    "\ud800",
    "../..",
    "'; --",
    "%00&x=1#",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_can_be_asked_for(name):
    from quotegraph.model import Statement

    made = explorer_of([Statement(name, name, "support", words=name, quote_id="q", publisher=name)])
    found = made.answer("view", "state=" + quote("speaker=" + quote(name, errors="replace"), errors="replace"))
    told = json.loads(json.dumps(found))
    assert told["lines"][0][1] == name
    if name != "\ud800":  # no address can carry half a pair
        at = quote("at=" + quote("speaker:" + quote(name)))
        assert made.answer("quotations", f"state={at}&limit=5")["items"][0]["pieces"] == [[name, 1]]


def test_a_port_that_is_taken_is_told_in_a_sentence(ask):
    with pytest.raises(QuotegraphError, match=rf"127\.0\.0\.1:{ask.port} cannot be served: .*--port"):
        server(lambda: ask.explorer, lambda _: "", port=ask.port)


def test_an_error_of_ours_is_told_to_the_owner_alone():
    told = []

    def broken(_):
        raise RuntimeError("a secret")

    explorer = explorer_of(*town_said())
    with server(lambda: explorer, broken, port=0, tell=told.append) as made:
        thread = Thread(target=made.handle_request)
        thread.start()
        with socket.create_connection(made.server_address[:2]) as client:
            client.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            answer = b"".join(iter(lambda: client.recv(4096), b""))
        thread.join()
    assert b" 500 " in answer
    assert b"secret" not in answer
    assert told == ["RuntimeError at /: a secret"]


def test_a_page_in_another_language():
    assert "Wer" in page(explorer_of(*town_said()), "", "de", None, [])
