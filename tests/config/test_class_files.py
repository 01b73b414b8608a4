"""The files of a class answer where its pages do: by IPv4, by IPv6, or by both."""

import http.client
import threading

import pytest

from kerege.config.cli.class_files import _Files
from kerege.config.cli.serving import Serving

pytestmark = pytest.mark.nodb


def _answer(environ, start):
    start("200 OK", [("Content-Length", "5")])
    return [b"taken"]


@pytest.mark.parametrize(
    ("host", "asked"), [("127.0.0.1", ["127.0.0.1"]), ("::1", ["::1"]), ("::", ["::1", "127.0.0.1"])]
)
def test_files_are_served_at_the_address_of_the_pages(host, asked):
    with _Files(Serving(host, 0, 1, 1)) as server:
        server.service_actions = lambda: None
        server.set_app(_answer)
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        for each in asked:
            line = http.client.HTTPConnection(each, server.server_port, timeout=5)
            line.request("GET", "/")
            assert line.getresponse().read() == b"taken"
            line.close()
        server.shutdown()
