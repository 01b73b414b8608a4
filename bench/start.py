"""Cold and warm start: from a fresh clone with an empty home to the first page, and a second start of the same."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def _until_served(clone: Path, home: Path) -> float:
    """Seconds from `make run` to the first page; the server is stopped then."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {k: v for k, v in os.environ.items() if k not in {"DATA", "DATABASE_URL", "VIRTUAL_ENV"}}
    environment |= {"HOME": str(home), "PORT": str(port)}
    began = time.perf_counter()
    log = (home / "log").open("a")
    make = subprocess.Popen(["make", "run"], cwd=clone, env=environment, stdout=log, stderr=log, start_new_session=True)
    try:
        while time.perf_counter() - began < 1200:
            if make.poll() is not None:
                raise RuntimeError((home / "log").read_text()[-2000:])
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as answer:
                    answer.read()
                return time.perf_counter() - began
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("no page after twenty minutes")
    finally:
        os.killpg(make.pid, signal.SIGKILL)
        make.wait()
        log.close()


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="kerege-start-"))
    try:
        clone, home = folder / "clone", folder / "home"
        home.mkdir()
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        cold = _until_served(clone, home)
        warm = [_until_served(clone, home) for _ in range(3)]
        print("\n| start | seconds |\n|---|---|")
        print(f"| cold: fresh clone, empty home, packages from the index | {cold:.1f} |")
        print(f"| warm: again, three times | {', '.join(f'{s:.1f}' for s in warm)} |")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
