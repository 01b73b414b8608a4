"""Connections to other machines: only named hosts, only public addresses, connected to as judged."""

import http.server
import threading

import pytest

from kerege.lib.outgoing import _taken_apart, ask, check_public
from kerege.lib.refusal import Refusal

pytestmark = pytest.mark.nodb
PUBLIC = "93.184.216.34"


def code(address, **options):
    options = {"allowed": {"example.org"}, "resolve": lambda host, port: [PUBLIC], **options}
    with pytest.raises(Refusal) as told:
        ask(address, **options)
    return told.value.code


UNREADABLE = [
    "",
    "example.org",
    "//example.org/",
    "ftp://example.org/",
    "file:///etc/passwd",
    "gopher://example.org/",
    "http://example.org/",
    "https://user@example.org/",
    "https://example.org@127.0.0.1/",
    "https://example.org:443@127.0.0.1/",
    "https://example.org\\@127.0.0.1/",
    "https://example.org/\r\nHost: x",
    "https://example.org /",
    "https://exa mple.org/",
    "https://example.org#@127.0.0.1/",
    "https://example.org:99999/",
    "https://[::1/",
    "https:///path",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0x7f.1/",
    "https://0177.0.0.1/",
    "https://127.1/",
    "https://127.0.0.1.0x1/",
    "https://[::FFFF:127.0.0.1%25lo]/",
    "https://.example.org/",
    "https://example..org/",
    "https://-example.org/",
    "https://exämple.org/",
    "https://①②⑦.⓪.⓪.①/",
    "https://example.org。/",
    "https://" + "a" * 2100,
]


@pytest.mark.parametrize("address", UNREADABLE)
def test_addresses_that_could_be_read_in_two_ways_are_refused(address):
    assert code(address) == "outgoing.bad_address"


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/",
        "https://example.org.elsewhere.example/",
        "https://sub.example.org/",
        "https://example.org:8443/",
        "https://xn--exmple-cua.org/",
        "https://127.0.0.1/",
        "https://[::1]/",
    ],
)
def test_hosts_that_the_settings_do_not_name_are_refused(address):
    assert code(address) == "outgoing.not_allowed"


@pytest.mark.parametrize(
    "address", ["https://example.org/x?y=1@2", "https://EXAMPLE.org./", "https://example.org:443/"]
)
def test_spellings_of_the_same_host_are_one_host(address):
    assert _taken_apart(address, False)[1:] == ("example.org", 443)


PRIVATE = [
    "0.0.0.1",
    "10.1.2.3",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "192.0.0.1",
    "192.0.2.1",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:a9fe:a9fe",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",
    "2002:a00:1::1",
    "2001:db8::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
]


NEVER_ASKED = ("127.0.0.1", "169.254.169.254", "::ffff:127.0.0.1", "fd00:ec2::254", "fe80::1", "0.0.0.1", "224.0.0.1")


@pytest.mark.parametrize("ip", PRIVATE)
def test_no_private_address_is_connected_to(ip):
    assert code("https://example.org/", resolve=lambda host, port: [ip]) == "outgoing.private"


@pytest.mark.parametrize(
    "ip", [PUBLIC, "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34", "64:ff9b::5db8:d822"]
)
def test_public_addresses_are_fine(ip):
    check_public(ip, host="example.org")


@pytest.mark.parametrize(("ip", "fine"), [("10.1.2.3", True), ("fd12::1", True), *((ip, False) for ip in NEVER_ASKED)])
def test_the_own_network_may_be_named_and_what_is_dangerous_there_may_not(ip, fine):
    if fine:
        check_public(ip, host="example.org", private=True)
        return
    with pytest.raises(Refusal):
        check_public(ip, host="example.org", private=True)


def test_one_private_address_among_public_ones_is_enough():
    assert code("https://example.org/", resolve=lambda host, port: [PUBLIC, "10.0.0.1"]) == "outgoing.private"


def test_a_name_that_leads_nowhere_gives_no_answer():
    assert code("https://example.org/", resolve=lambda host, port: []) == "outgoing.no_answer"


def test_an_allowed_host_may_still_not_be_private():
    assert code("https://127.0.0.1/", allowed={"127.0.0.1"}, resolve=lambda host, port: [host]) == "outgoing.private"


def test_the_name_is_resolved_once_and_the_judged_address_is_connected_to(monkeypatch):
    asked, connected = [], []

    def rebinding(host, port):
        asked.append(host)
        return [PUBLIC] if len(asked) == 1 else ["127.0.0.1"]

    def connect(address, timeout):
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr("kerege.lib.outgoing.socket.create_connection", connect)
    assert code("https://example.org/", resolve=rebinding) == "outgoing.no_answer"
    assert (asked, connected) == (["example.org"], [(PUBLIC, 443)])


# -- a real server on this machine ------------------------------------------------------------------------------------


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        told = {"/redirect": 302, "/missing": 404}.get(self.path, 200)
        self.send_response(told)
        if told == 302:
            self.send_header("Location", "http://127.0.0.1/elsewhere")
        body = b"x" * (3000 if self.path == "/large" else 5)
        self.send_header("Content-Length", str(len(body) + (10 if self.path == "/short" else 0)))
        self.end_headers()
        for letter in body if self.path == "/drip" else [body]:
            try:
                self.wfile.write(bytes([letter]) if isinstance(letter, int) else letter)
                self.wfile.flush()
            except OSError:
                return
            if self.path == "/drip":
                self.server.stopped.wait(0.15)

    def log_message(self, *args):
        """Quiet."""


@pytest.fixture(scope="module")
def here():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.stopped = threading.Event()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.stopped.set()
    server.shutdown()
    server.server_close()


def asking(here, path, **options):
    return ask(f"http://{here}{path}", allowed={here}, loopback=True, **options)


def test_an_answer_comes_with_its_status(here):
    assert (asking(here, "/").status, asking(here, "/").body) == (200, b"xxxxx")
    assert asking(here, "/missing").status == 404


@pytest.mark.parametrize(
    ("path", "told"),
    [("/redirect", "outgoing.redirected"), ("/large", "outgoing.too_large"), ("/short", "outgoing.no_answer")],
)
def test_what_is_no_answer_is_refused(path, told, here):
    with pytest.raises(Refusal, match=told):
        asking(here, path, most=2999)


def test_a_host_that_sends_a_byte_now_and_then_is_left(here):
    with pytest.raises(Refusal, match="outgoing.no_answer"):
        asking(here, "/drip", seconds=0.3)


def test_plain_http_goes_to_this_machine_only():
    assert code("http://example.org/", loopback=True, allowed={"example.org"}) == "outgoing.private"


def test_https_goes_to_this_machine_never(here):
    with pytest.raises(Refusal, match="outgoing.private"):
        ask(f"https://{here}/", allowed={here}, loopback=True)


def test_proxies_of_the_environment_are_not_used(here, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert asking(here, "/").status == 200
