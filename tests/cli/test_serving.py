"""``quotegraph serve`` as a program: where it listens, how it ends, what it says when it cannot begin."""

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request

import pytest
from click.testing import CliRunner

from quotegraph.cli import main
from quotegraph.rdf import open_store

TABLE = "speaker,topic,stance,confidence,words\nAnn,toll,support,0.9,So be it.\nBo,toll,oppose,0.4,Never.\n"


@pytest.fixture
def table(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    path = tmp_path / "said.csv"
    path.write_text(TABLE)
    return path


def run(*arguments):
    return CliRunner().invoke(main, ["serve", *map(str, arguments)])


BEGIN = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"  # jobs in the background ignore it


@pytest.mark.parametrize("ended", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_until_it_is_ended(table, ended):
    command = [sys.executable, "-c", f"{BEGIN}; from quotegraph.cli import main; main()", "serve", str(table)]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [*command, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        try:
            line = process.stdout.readline()
            address = re.fullmatch(r"2 statements at (http://127\.0\.0\.1:\d+/) \(Ctrl-C ends it\)\n", line)[1]
            with urllib.request.urlopen(f"{address}explorer/view") as answer:
                assert json.load(answer)["totals"]["lines"] == 2
            process.send_signal(ended)
            assert process.communicate(timeout=20) == ("ended\n", "")
        finally:
            process.kill()
    assert process.returncode == 0


def test_a_port_that_is_taken(table):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run(table, "--port", port)
    assert result.exit_code == 1
    assert re.fullmatch(rf"quotegraph: 127\.0\.0\.1:{port} cannot be served: .*\n", result.stderr)


@pytest.mark.parametrize("host", ["no such host", "203.0.113.7"])
def test_an_address_that_is_not_ours(table, host):
    result = run(table, "--host", host, "--port", 0)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "cannot be served" in result.stderr


def test_no_store(tmp_path):
    result = run(tmp_path / "none", "--port", 0)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "none" in result.stderr


def test_a_store_without_a_statement(tmp_path):
    with open_store(tmp_path / "graph", create=True):
        pass
    result = run(tmp_path / "graph", "--port", 0, "--no-cache")
    assert result.exit_code == 1
    assert "holds no statements to explore; quotegraph add puts articles in" in result.stderr


def test_nothing_is_sure_enough(table):
    result = run(table, "--port", 0, "--min-confidence", 0.95)
    assert result.exit_code == 1
    assert "none of its 2 statements is as sure as 0.95" in result.stderr


def test_a_language_that_is_none_is_told_first(tmp_path):
    result = run(tmp_path / "none", "--language", "xx")
    assert result.exit_code == 1
    assert "'xx'" in result.stderr
