"""The samples of deploy/, started as they are: TLS, forged headers, limits, and a process that is away.

Behind them stands a server that answers what it was asked; what the program makes of it, its own tests say.
"""

import http.client
import json
import os
import shutil
import ssl
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kerege.web.shell import words
from kerege.web.shell.limits import LONGEST_UPLOAD
from tests.house.rule import ROOT
from tools import proxies
from tools.deployment import trusting
from tools.postgres import free_port

pytestmark = pytest.mark.nodb
FORGED = {
    "X-Forwarded-For": "192.0.2.66",
    "X-Forwarded-Proto": "http",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Port": "1",
    "X-Real-IP": "192.0.2.66",
    "Forwarded": "for=192.0.2.66",
}


class Echo(BaseHTTPRequestHandler):
    """Answers the headers that reached it, in JSON and twice as long as a proxy leaves uncompressed."""

    def do_GET(self):
        told = {name.lower(): value for name, value in self.headers.items()} | {"padding": "x" * 3000}
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def upstream():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def proxy(request, upstream, tmp_path_factory):
    """One sample in front of two processes, of which the first is away."""
    if not shutil.which(request.param):
        pytest.skip(f"{request.param} is not installed: apt-get install {request.param}")
    home = tmp_path_factory.mktemp(request.param)
    with getattr(proxies, request.param)(home, [free_port(), upstream]) as running:
        yield running


def ask(proxy, path="/", *, method="GET", host=proxies.NAME, body=None, context=None, **headers):
    line = http.client.HTTPSConnection("127.0.0.1", proxy.port, timeout=20, context=context or trusting())
    told = {"Host": f"{host}:{proxy.port}"} | {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        line.request(method, path, body, told)
        answer = line.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        line.close()


def test_what_a_client_says_of_itself_never_arrives(proxy):
    """Each of them is gone or written anew; the one address in X-Forwarded-For is the client's (KEREGE_PROXIES=1)."""
    status, _, body = ask(proxy, **FORGED)
    told = json.loads(body)
    assert status == 200
    assert (told["x-forwarded-for"], told["x-forwarded-proto"]) == ("127.0.0.1", "https")
    assert told["host"].startswith(proxies.NAME)
    others = ("x-forwarded-host", "x-forwarded-port", "x-real-ip", "forwarded")
    assert {told.get(name, "") for name in others} <= {"", f"{proxies.NAME}:{proxy.port}"}
    assert "evil.example" not in body.decode()
    assert "192.0.2.66" not in body.decode()


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_what_machines_ask_is_not_for_the_outside(proxy, path):
    assert ask(proxy, path)[0] == 404


def test_content_has_a_name_of_its_own(proxy):
    status, _, body = ask(proxy, host=f"content.{proxies.NAME}")
    assert (status, json.loads(body)["host"].startswith("content.")) == (200, True)


def test_a_body_that_is_too_large_is_refused_before_the_program(proxy):
    assert ask(proxy, method="POST", body=b"x" * 1000)[0] == 200
    try:
        told = ask(proxy, method="POST", body=b"x" * 28_000_000)[0]
    except OSError:
        told = "closed while it was sent"
    assert told in {413, 502, "closed while it was sent"}


def test_the_samples_let_through_what_the_program_takes():
    most = f"{LONGEST_UPLOAD // 1_000_000}"
    assert f"client_max_body_size {most}m;" in (ROOT / "deploy" / "nginx" / "kerege.conf").read_text()
    assert f"max_size {most}MB" in (ROOT / "deploy" / "caddy" / "Caddyfile").read_text()


def test_answers_are_compressed(proxy):
    _, headers, body = ask(proxy, Accept_Encoding="gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert len(body) < 1500


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_tls_of_today_is_spoken(proxy, version):
    context = trusting()
    context.minimum_version = context.maximum_version = version
    assert ask(proxy, context=context)[0] == 200


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")
@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_tls_of_yesterday_is_not(proxy, version):
    context = trusting()
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = context.maximum_version = version
    with pytest.raises(OSError, match=r"(?i)alert|version|protocol|reset|eof"):
        ask(proxy, context=context)


@pytest.mark.parametrize(
    "cipher", ["AES128-SHA", "AES256-GCM-SHA384", "ECDHE-RSA-AES128-SHA", "ECDHE-ECDSA-AES256-SHA"]
)
def test_ciphers_of_yesterday_are_not_taken(proxy, cipher):
    """Without a key of the connection's own, or without a checksum that belongs to the encryption."""
    context = trusting()
    context.maximum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers(f"{cipher}:@SECLEVEL=0")
    with pytest.raises(OSError, match=r"(?i)alert|handshake|reset|eof|cipher"):
        ask(proxy, context=context)


def test_a_process_that_is_away_costs_nobody_an_answer(proxy):
    """The first of the two upstreams refuses every connection."""
    assert [ask(proxy)[0] for _ in range(6)] == [200] * 6
    assert ask(proxy, method="POST", body=b"x")[0] == 200


def test_plain_http_is_sent_to_tls(proxy):
    """People, that is; programs are refused, so that a token on the line is noticed."""
    answer, _ = plainly(proxy, "/a?b=c", host="content.localhost")
    assert (answer.status, answer.headers["Location"].replace(f":{proxy.plain_port}", "")) == (
        301,
        "https://content.localhost/a?b=c",
    )
    answer, told = plainly(proxy, "/api/v1/courses", host="localhost")
    assert (answer.status, answer.headers["Location"]) == (403, None)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert json.loads(told) == {"status": 403, "code": "shell.plain_http", "title": words.PLAIN_HTTP.sentence}


def plainly(proxy, path, *, host):
    line = http.client.HTTPConnection("127.0.0.1", proxy.plain_port, timeout=10)
    try:
        line.request("GET", path, headers={"Host": host})
        answer = line.getresponse()
        return answer, answer.read()
    finally:
        line.close()


# -- TLS on the inside -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    """Two certificates for the same name, each with its key."""
    homes = tmp_path_factory.mktemp("one"), tmp_path_factory.mktemp("other")
    return [proxies.certificate(home) for home in homes]


@pytest.fixture
def behind_tls(certificates):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificates[0])
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(("trusted", "status"), [(0, 200), (1, 502)])
def test_a_proxy_believes_the_certificate_inside_that_it_was_given_and_no_other(
    behind_tls, certificates, tmp_path, trusted, status
):
    if not shutil.which("nginx"):
        pytest.skip("nginx is not installed: apt-get install nginx-light")
    with proxies.nginx(tmp_path, [behind_tls], inside=certificates[trusted][0]) as running:
        assert ask(running)[0] == status


def test_web_processes_speak_tls_themselves_where_they_have_a_certificate(certificates, tmp_path):
    """TLS 1.3 with the certificate from the settings, and neither an older version nor plain HTTP."""
    port, (certificate, key) = free_port(), certificates[0]
    start = "import django; django.setup(); from kerege.config.cli import serving as s; s.serve(s.serving())"
    env = {**os.environ, "DATA": str(tmp_path), "HOST": "127.0.0.1", "PORT": str(port)}
    env |= {"KEREGE_TLS_CERTIFICATE": str(certificate), "KEREGE_TLS_KEY": str(key)}
    env |= {"DJANGO_SETTINGS_MODULE": "kerege.config.settings"}
    with subprocess.Popen([sys.executable, "-c", start], env=env, stdout=subprocess.PIPE, text=True) as node:
        try:
            assert f"https://127.0.0.1:{port}/" in node.stdout.readline()
            trusting = ssl.create_default_context(cafile=str(certificate))
            line = http.client.HTTPSConnection("localhost", port, context=trusting, timeout=10)
            line.request("GET", "/healthz")
            assert (line.getresponse().status, line.sock.version()) == (200, "TLSv1.3")
            line.close()
            older = ssl.create_default_context(cafile=str(certificate))
            older.maximum_version = ssl.TLSVersion.TLSv1_2
            with pytest.raises(ssl.SSLError, match="protocol version"):
                http.client.HTTPSConnection("localhost", port, context=older, timeout=10).request("GET", "/healthz")
            plain = http.client.HTTPConnection("localhost", port, timeout=10)
            plain.request("GET", "/healthz")
            with pytest.raises((ConnectionError, http.client.HTTPException)):
                plain.getresponse()
        finally:
            node.terminate()


@pytest.mark.parametrize("unit", sorted(p.name for p in (ROOT / "deploy/systemd").glob("*.service")))
def test_units_of_systemd_are_well_formed(unit, tmp_path):
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed")
    text = (ROOT / "deploy/systemd" / unit).read_text()
    for program in {word for word in text.split() if word.startswith("/opt/kerege/")}:
        text = text.replace(program, "/bin/true")
    text = "\n".join(
        line.replace("ExecStart=/opt/kerege/bin/kerege", "ExecStart=/bin/true") for line in text.splitlines()
    )
    (tmp_path / unit).write_text(text.replace("User=kerege", "User=root"))
    told = subprocess.run(
        [shutil.which("systemd-analyze"), "verify", str(tmp_path / unit)], capture_output=True, text=True
    )
    assert [line for line in told.stderr.splitlines() if unit in line] == []
