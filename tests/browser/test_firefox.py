"""The page in Firefox, where it is installed: it opens, draws, filters and shows the words.

Firefox is asked by its own protocol (Marionette), as the drivers made for Chromium know only Firefoxes of their own.
"""

import json
import os
import shutil
import socket
import subprocess
import time

import pytest

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
PREFERENCES = """user_pref("marionette.port", {port});
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("app.update.enabled", false);
"""
UNTIL_REST = "while (!quotegraph.picture.resting()) await new Promise((done) => setTimeout(done, 20));"
pytestmark = pytest.mark.skipif(FIREFOX is None, reason="no Firefox")


class Firefox:
    """A Firefox without a window; ``run`` runs a script in its page and waits for what it promises."""

    def __init__(self, profile, port):
        (profile / "user.js").write_text(PREFERENCES.format(port=port))
        command = [FIREFOX, "--headless", "--no-remote", "--marionette", "--profile", str(profile), "about:blank"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self._process = subprocess.Popen(command, env={**os.environ, "HOME": str(profile)}, **quiet)
        self._number = 0
        for _ in range(600):
            try:
                self._socket = socket.create_connection(("127.0.0.1", port), timeout=60)
                break
            except OSError:
                time.sleep(0.1)
        self._stream = self._socket.makefile("rb")
        self._answer()
        self("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {"acceptInsecureCerts": False}}})
        self("WebDriver:SetWindowRect", {"width": 1440, "height": 980})

    def _answer(self):
        length = b""
        while not length.endswith(b":"):
            length += self._stream.read(1)
        return json.loads(self._stream.read(int(length[:-1])))

    def __call__(self, name, values):
        self._number += 1
        text = json.dumps([0, self._number, name, values]).encode()
        self._socket.sendall(b"%d:%s" % (len(text), text))
        _, _, error, result = self._answer()
        assert error is None, error
        return result

    def open(self, address):
        self("WebDriver:Navigate", {"url": "about:blank"})
        self("WebDriver:Navigate", {"url": address})
        self.run("while (!document.documentElement.dataset.ready) await new Promise((done) => setTimeout(done, 20));")

    def run(self, script):
        wrapped = f"""const done = arguments[arguments.length - 1];
          (async () => {{ {script} }})().then(done, (error) => done(`${{error}}`));"""
        answer = self("WebDriver:ExecuteAsyncScript", {"script": wrapped, "args": [], "newSandbox": False})
        return answer["value"]

    def see(self, expression):
        settled = "const page = window.wrappedJSObject ?? window; const { quotegraph } = page;"
        settled += "while (!quotegraph.idle()) await new Promise((done) => setTimeout(done, 5));"
        settled += "await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));"
        return self.run(f"{settled} return {expression};")

    def close(self):
        self._socket.close()
        self._process.terminate()
        self._process.wait(30)


@pytest.fixture(scope="module")
def firefox(tmp_path_factory):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    made = Firefox(tmp_path_factory.mktemp("firefox"), port)
    yield made
    made.close()


def test_it_opens_filters_and_shows_the_words(firefox, town_page):
    firefox.open(f"file://{town_page}#stance=oppose&at=speaker:Jos%25C3%25A9%2520%25C3%2581brego")
    assert firefox.see("quotegraph.picture.lines().length") == 4
    assert firefox.see("quotegraph.picture.labels().length") == 6
    assert firefox.see("document.querySelector('#panel h2').textContent") == "José Ábrego"
    assert firefox.see("document.querySelector('#panel blockquote mark').textContent") == "it will ruin the bay"


def test_the_forces_are_unpacked_and_come_to_rest(firefox, debate_page):
    firefox.open(f"file://{debate_page}#layout=force")
    firefox.see(f"await (async () => {{ {UNTIL_REST} }})()")
    assert firefox.see("document.getElementById('failed').hidden")
    assert firefox.see("quotegraph.picture.nodes().length") == 75


def test_a_served_page_opens(firefox):
    from quotegraph.serve import explorer_of
    from tests.browser.reader import town_said
    from tests.browser.test_served import serving

    explorer = explorer_of(*town_said())
    made = serving(lambda: explorer)
    firefox.open(f"{made.address}#q=bay")
    assert firefox.see("document.getElementById('showing').textContent").startswith(
        "1 line between 1 speaker and 1 topic"
    )
    made.close()
