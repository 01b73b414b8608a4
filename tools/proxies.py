"""The proxies of deploy/, started on loopback from the very files that an operator copies.

Only what differs between machines is changed in them: names, ports, and the certificate, which is made on the fly.
"""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.postgres import free_port

ROOT = Path(__file__).resolve().parent.parent
NAME = "localhost"
MAIN = """daemon off; pid {home}/pid; error_log stderr warn; worker_processes 1; {user}
events {{ worker_connections 256; }}
http {{
  access_log off; include /etc/nginx/mime.types;
  client_body_temp_path {home}/body; proxy_temp_path {home}/proxy; fastcgi_temp_path {home}/f; uwsgi_temp_path {home}/u;
  scgi_temp_path {home}/s;
  include {home}/kerege.conf;
}}
"""


class NoProxy(RuntimeError):
    """It is not installed, or it did not start."""


@dataclass(frozen=True)
class Proxy:
    home: Path
    port: int
    plain_port: int

    @property
    def log(self) -> str:
        return (self.home / "log").read_text()


def certificate(home: Path) -> tuple[Path, Path]:
    """A certificate for this trial alone, and its key."""
    key, chain = home / "key.pem", home / "chain.pem"
    names = f"subjectAltName=DNS:{NAME},DNS:content.localhost,IP:127.0.0.1"
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    command += ["-days", "2", "-subj", f"/CN={NAME}", "-addext", names, "-keyout", str(key), "-out", str(chain)]
    subprocess.run(command, check=True, capture_output=True)
    return chain, key


@contextmanager
def nginx(home: Path, upstreams: Sequence[int], *, inside: Path | None = None) -> Iterator[Proxy]:
    """deploy/nginx/kerege.conf in front of these ports, which speak TLS with the certificate `inside` where given.

    NoProxy where nginx is not installed.
    """
    proxy = Proxy(home, free_port(), free_port())
    text = _changed("nginx/kerege.conf", home, upstreams).replace(
        "node.example.org content.example.org", f"{NAME} content.{NAME}"
    )
    text = text.replace("listen 443 ssl", f"listen 127.0.0.1:{proxy.port} ssl")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{proxy.plain_port};")
    if inside:
        text = text.replace("proxy_pass http://kerege;", "").replace("# proxy_", "proxy_")
        text = text.replace("/etc/kerege/tls/inside.pem", str(inside)).replace("inside.node.example.org", NAME)
    (home / "kerege.conf").write_text(text)
    user = "user root;" if os.geteuid() == 0 else ""
    (home / "main.conf").write_text(MAIN.format(home=home, user=user))
    with _running(["nginx", "-p", str(home), "-c", str(home / "main.conf")], home, proxy.port):
        yield proxy


@contextmanager
def caddy(home: Path, upstreams: Sequence[int]) -> Iterator[Proxy]:
    """deploy/caddy/Caddyfile in front of these ports. NoProxy where Caddy is not installed."""
    proxy = Proxy(home, free_port(), free_port())
    text = _changed("caddy/Caddyfile", home, upstreams)
    plain = f"http://{NAME}:{proxy.plain_port}, http://content.{NAME}:{proxy.plain_port}"
    text = text.replace("http://node.example.org, http://content.example.org", plain)
    text = text.replace(
        "node.example.org, content.example.org", f"https://{NAME}:{proxy.port}, https://content.{NAME}:{proxy.port}"
    )
    options = ("admin off", f"http_port {proxy.plain_port}", "auto_https disable_redirects", "default_bind 127.0.0.1")
    (home / "Caddyfile").write_text("{\n" + "\n".join(options) + "\n}\n" + text)
    with _running(["caddy", "run", "--adapter", "caddyfile", "--config", str(home / "Caddyfile")], home, proxy.port):
        yield proxy


def _changed(sample: str, home: Path, upstreams: Sequence[int]) -> str:
    home.mkdir(parents=True, exist_ok=True)
    chain, key = certificate(home)
    text = (ROOT / "deploy" / sample).read_text()
    text = text.replace("/etc/kerege/tls/fullchain.pem", str(chain)).replace("/etc/kerege/tls/key.pem", str(key))
    for written, port in zip(("127.0.0.1:8000", "127.0.0.1:8001"), (*upstreams, *upstreams), strict=False):
        text = text.replace(written, f"127.0.0.1:{port}")
    return text


@contextmanager
def _running(command: list[str], home: Path, port: int) -> Iterator[None]:
    if not shutil.which(command[0]):
        raise NoProxy(f"{command[0]} is not installed: apt-get install {command[0]}")
    log = (home / "log").open("w")
    env = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    process = subprocess.Popen(command, stdout=log, stderr=log, env=env)
    try:
        _until_open(port, process, home / "log")
        yield
    finally:
        process.terminate()
        process.wait(20)
        log.close()


def _until_open(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(150):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise NoProxy(log.read_text()[-2000:])
