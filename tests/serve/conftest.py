"""A server in this process, asked by a real HTTP client."""

import http.client
from threading import Thread

import pytest

from quotegraph.serve import explorer_of, page, server
from tests.browser.reader import town_said


class Asked:
    """Somebody who asks a server; ``complaints`` is what it told its owner."""

    def __init__(self, explorer):
        self.explorer, self.complaints = explorer, []
        self.server = server(
            lambda: explorer, lambda known: page(known, "A bridge", "en", None, []), port=0, tell=self.complaints.append
        )
        self.port = self.server.server_address[1]
        self._thread = Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    def __call__(self, target, method="GET", body=None, **headers):
        """Status, headers and body of an answer."""
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            client.putrequest(method, target, skip_host="Host" in headers)
            for name, value in headers.items():
                if value is not None:
                    client.putheader(name, value)
            client.putheader("Content-Length", str(len(body or b"")))
            client.endheaders(body)
            response = client.getresponse()
            return response.status, response.headers, response.read()
        finally:
            client.close()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        self._thread.join()


@pytest.fixture(scope="session")
def ask():
    asked = Asked(explorer_of(*town_said()))
    yield asked
    asked.close()
    assert asked.complaints == []
