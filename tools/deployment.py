"""The deployment of docs/how-to/run-on-several-machines.md, whole, on loopback.

`python tools/deployment.py COMMAND …` runs a command against it, with KEREGE_SITE set to its address: two web processes
with a folder each, as on two machines, behind nginx with TLS, on a primary and a standby of PostgreSQL, and a worker.
`make test-deployed` runs a part of the tests on it. It holds the example world and is gone when the command ends.
"""

import http.client
import os
import signal
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.pair import Pair, pair
from tools.postgres import free_port
from tools.proxies import NAME, Proxy, nginx

ROOT = Path(__file__).resolve().parent.parent
READY = 120


@dataclass
class Process:
    """One `kerege serve` or `kerege work`, with the folder of its machine."""

    words: tuple[str, ...]
    env: dict[str, str]
    folder: Path
    port: int = 0
    running: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        """Start it; returns once it says that it is ready."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "log").open("a") as log:
            told = {"DATA": str(self.folder), "PORT": str(self.port or free_port())}
            command = [sys.executable, "-m", "kerege", *self.words]
            self.running = subprocess.Popen(command, cwd=ROOT, env=self.env | told, stdout=log, stderr=log)
        if self.port:
            _until(lambda: probe(self.port, "/readyz") == 200, self)

    def stop(self) -> None:
        """As systemd stops it: SIGTERM, and its requests are finished."""
        if self.running:
            self.running.send_signal(signal.SIGTERM)
            self.running.wait(60)
            self.running = None

    @property
    def log(self) -> str:
        return (self.folder / "log").read_text()


def probe(port: int, path: str) -> int:
    """The status that a process answers by itself; 0 where it does not answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


def _until(holds: "object", process: Process) -> None:
    for _ in range(READY * 10):
        if holds():  # type: ignore[operator]
            return
        if process.running and process.running.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"{' '.join(process.words)} is not ready:\n{process.log[-3000:]}")


@dataclass
class Deployment:
    servers: Pair
    env: dict[str, str]
    home: Path
    web: list[Process] = field(default_factory=list)
    worker: Process | None = None
    proxy: Proxy | None = None

    @property
    def address(self) -> str:
        """Where readers go: the proxy."""
        if self.proxy is None:
            raise RuntimeError("the proxy is not running")
        return f"https://{NAME}:{self.proxy.port}"

    def kerege(self, *words: str, **more: str) -> "subprocess.CompletedProcess[str]":
        """A command of the operator, on the first machine."""
        env = self.env | {"DATA": str(self.web[0].folder)} | more
        command = [sys.executable, "-m", "kerege", *words]
        return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


@contextmanager
def deployment(*, processes: int = 2, worker: bool = True) -> Iterator[Deployment]:
    """All of it, ready; stopped and removed when the block ends."""
    with pair() as servers, tempfile.TemporaryDirectory(prefix="kerege-deployed-") as folder:
        home = Path(folder)
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("KEREGE_", "DATABASE_", "DJANGO_", "DATA"))}
        env = kept | {
            "DATABASE_URL": servers.url("read-write"),
            "DATABASE_REPLICA_URL": servers.url("prefer-standby"),
            "KEREGE_SECRET_KEY": "only-for-this-trial-and-long-enough-to-pass-the-checks-of-django",
            "KEREGE_HOSTS": f"{NAME},127.0.0.1",
            "KEREGE_CONTENT_HOST": f"content.{NAME}",
            "KEREGE_HTTPS": "1",
            "KEREGE_PROXIES": "1",
            "KEREGE_DEMO": "1",
        }
        found = Deployment(servers, env, home)
        found.web = [Process(("serve",), env, home / f"machine{n}", free_port()) for n in range(processes)]
        done = found.kerege("demo", "--prepare-only")
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        try:
            for process in found.web:
                process.start()
            if worker:
                found.worker = Process(("work",), env, home / "worker")
                found.worker.start()
            with nginx(home / "nginx", [process.port for process in found.web]) as found.proxy:
                yield found
        finally:
            for process in [*found.web, *([found.worker] if found.worker else [])]:
                process.stop()


def trusting() -> ssl.SSLContext:
    """For the certificate that the trial made for itself a moment ago."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def main(command: Sequence[str]) -> int:
    if not command:
        print(__doc__, file=sys.stderr)
        return 2
    with deployment() as found:
        return subprocess.run(command, env={**os.environ, "KEREGE_SITE": found.address}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
