"""The web server: granian with threads, in one process or several, and how it stops."""

import http.client
import os
import socket
import ssl
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from kerege.config import orphans
from kerege.config.environment import read, serving_numbers

GRACE = 30
"""Seconds for requests that are being answered when a process is told to stop."""


HEADER_PATIENCE = 10
"""Seconds that a client may take to send the head of a request; one that drips is left."""


@dataclass(frozen=True)
class Serving:
    host: str
    port: int
    threads: int
    workers: int
    certificate: Path | None = None
    key: Path | None = None
    """With both, TLS 1.3 is spoken and nothing else."""

    @property
    def scheme(self) -> str:
        return "https" if self.certificate else "http"


def serving() -> Serving:
    """What the settings say. Refuses (ValueError) wrong ones, several processes on SQLite, and half of a key pair."""
    workers, port, threads = serving_numbers()
    if workers > 1 and connection.vendor == "sqlite":
        raise ValueError(
            "KEREGE_WORKERS above 1 needs PostgreSQL: set DATABASE_URL. On SQLite one process with threads serves"
        )
    return Serving(read("HOST"), port, threads, workers, *_tls())


def _tls() -> tuple[Path, Path] | tuple[None, None]:
    """The certificate and its key, where both are set. Refuses (ValueError) one alone, and a pair that is none."""
    certificate, key = read("KEREGE_TLS_CERTIFICATE"), read("KEREGE_TLS_KEY")
    if not certificate and not key:
        return None, None
    if not certificate or not key:
        raise ValueError("KEREGE_TLS_CERTIFICATE and KEREGE_TLS_KEY go together: set both, or none")
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key)
    except (OSError, ssl.SSLError) as fault:
        raise ValueError(f"KEREGE_TLS_CERTIFICATE and KEREGE_TLS_KEY do not open: {fault.strerror}") from None
    return Path(certificate), Path(key)


def check_free(serving: Serving) -> None:
    """Refuse (OSError) an address that is taken: the web server would share it in silence."""
    family, kind, proto, _, address = socket.getaddrinfo(serving.host, serving.port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, proto) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as fault:
            raise OSError(
                fault.errno, f"{fault.strerror}; choose another with --port or PORT", f"{serving.host}:{serving.port}"
            ) from None


def serve(serving: Serving) -> None:
    """Answer until told to stop (SIGTERM, Ctrl+C); who is being answered then is answered to the end."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels

    os.environ["DATA"] = str(settings.DATA)
    _forget_dead_counters(settings.DATA / "metrics")
    connection.close()
    orphans.begin()
    threading.Thread(target=_say_ready, args=(serving,), daemon=True).start()
    Granian(
        "kerege.config.wsgi:application",
        address=serving.host,
        port=serving.port,
        interface=Interfaces.WSGI,
        workers=serving.workers,
        blocking_threads=serving.threads,
        workers_kill_timeout=GRACE,
        ssl_cert=serving.certificate,
        ssl_key=serving.key,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_PATIENCE * 1000),
        respawn_failed_workers=True,
        log_enabled=True,
        log_level=LogLevels.warning,
    ).serve()


def _forget_dead_counters(folder: Path) -> None:
    """Counters live in one file for each process; when none of those processes lives, counting begins anew."""
    files = list(folder.glob("*.db"))
    if not any(Path(f"/proc/{file.stem.rpartition('_')[2]}").exists() for file in files):
        for file in files:
            file.unlink(missing_ok=True)


def _say_ready(serving: Serving) -> None:
    host = f"[{serving.host}]" if ":" in serving.host else serving.host
    address = f"{serving.scheme}://{host}:{serving.port}/"
    line: http.client.HTTPConnection = http.client.HTTPConnection(serving.host, serving.port, timeout=5)
    if serving.certificate:
        itself = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        itself.load_verify_locations(serving.certificate)
        itself.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
        itself.check_hostname = False  # the certificate has the name by which proxies know this machine
        line = http.client.HTTPSConnection(serving.host, serving.port, timeout=5, context=itself)
    for _ in range(200):
        try:
            line.request("GET", "/healthz")
            line.getresponse().read()
            break
        except OSError:
            line.close()
            time.sleep(0.1)
    line.close()
    print(f"Kerege is ready: {address}   (Ctrl+C stops it)", file=sys.stdout, flush=True)
