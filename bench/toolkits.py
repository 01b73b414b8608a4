"""Toolkit packages out and in, against packing and hashing the same files with the standard library alone.

    python -m bench.toolkits            200 MB of film and 60 lessons
    BENCH_ROWS=20 python -m bench.toolkits   20 MB of film

Export is a stream, so its floor hashes and writes; bringing in reads everything to its end before anything is kept, and
copies it out to the disk, checked; its floor reads, hashes and copies.
"""

import io
import os
import resource
import tempfile
import time
import zipfile
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from kerege.files.rules import received_from
from kerege.files.words import TOOLKIT
from kerege.lib.archives import ToPack, packed, packed_size
from kerege.training.rules.packs import making, opening
from kerege.training.rules.packs.layout import attachments

MEGABYTES = int(os.environ.get("BENCH_ROWS", "200"))
ROUNDS, PIECE = 5, 1 << 20


def main() -> None:
    """Print the table of the README."""
    with tempfile.TemporaryDirectory() as folder:
        parts = _parts(Path(folder))
        whole = Path(folder) / "whole.kpack"
        size = packed_size(parts) / 1e6
        cases: dict[str, Callable[[], None]] = {
            "ZIP and SHA-256 alone, out": lambda: _floor_out(parts, Path(folder) / "floor.zip"),
            "export": lambda: _write(packed(parts), whole),
            "ZIP and SHA-256 alone, in": lambda: _floor_in(Path(folder) / "floor.zip", Path(folder) / "out"),
            "check before bringing in": lambda: _check(whole),
            "check and copy out, each file judged": lambda: _bring(whole, Path(folder) / "out"),
        }
        best = dict.fromkeys(cases, float("inf"))
        for _ in range(ROUNDS):
            for name, case in cases.items():
                start = time.perf_counter()
                case()
                best[name] = min(best[name], time.perf_counter() - start)
        print(f"{size:.0f} MB in {len(parts)} files, best of {ROUNDS}; most memory {_memory()} MB\n")
        print("| case | seconds | MB/s |\n|---|---|---|")
        for name, seconds in best.items():
            print(f"| {name} | {seconds:.2f} | {size / seconds:.0f} |")


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _parts(folder: Path) -> list[ToPack]:
    """A curriculum of 60 lessons in two languages with a film of 10 MB for every 10 MB wanted."""
    films = [_film(folder, number) for number in range(max(1, MEGABYTES // 10))]
    tree = _tree(films)
    made = making.contents(tree, said_in=lambda _: lambda sentence: sentence)
    told = making.manifest_of(tree, made, made_on=date(2026, 1, 1), node="REG", program="0.1.0")
    by_digest = {film["sha256"]: folder / film["name"] for film in films}
    parts = [ToPack("manifest.json", len(told.raw), lambda: io.BytesIO(told.raw))]
    parts += [ToPack(path, len(raw), lambda raw=raw: io.BytesIO(raw)) for path, raw in sorted(made.items())]
    return parts + [
        ToPack(path, each["size"], lambda place=by_digest[each["sha256"]]: place.open("rb"))
        for path, each in attachments(tree)
    ]


def _film(folder: Path, number: int) -> dict[str, Any]:
    name = f"film-{number}.mp4"
    content = b"\0\0\0\x18ftypisom" + os.urandom(10_000_000)
    (folder / name).write_bytes(content)
    told = {"id": f"film-{number}", "name": name, "sha256": sha256(content).hexdigest(), "size": len(content)}
    return told | {"type": "video/mp4", "language": "ru", "purpose": "media"}


def _tree(films: list[dict[str, Any]]) -> dict[str, Any]:
    text = dict.fromkeys(("en", "ru"), "# Lesson\n\n" + "What has to be done, and why. " * 300)
    modules = [{"id": f"m{n}", "title": {"en": f"Module {n}"}, "minutes": 60, "body": dict(text)} for n in range(60)]
    modules[0]["attachments"] = films
    told = {"key": "bench", "version": "1", "title": {"en": "Bench"}, "languages": ["en", "ru"], "licence": "CC-BY-4.0"}
    return told | {"modules": modules}


def _write(pieces: Any, place: Path) -> None:
    with place.open("wb") as file:
        for piece in pieces:
            file.write(piece)


def _floor_out(parts: list[ToPack], place: Path) -> None:
    with zipfile.ZipFile(place, "w", zipfile.ZIP_STORED) as archive:
        for part in parts:
            seen = sha256()
            with part.opened() as source, archive.open(part.name, "w") as out:
                while piece := source.read(PIECE):
                    seen.update(piece)
                    out.write(piece)


def _floor_in(place: Path, out: Path) -> None:
    with zipfile.ZipFile(place) as archive:
        for info in archive.infolist():
            seen = sha256()
            with archive.open(info) as source, out.open("wb") as file:
                while piece := source.read(PIECE):
                    seen.update(piece)
                    file.write(piece)


def _check(place: Path) -> opening.Pack:
    with place.open("rb") as file:
        return opening.opened(file, program="0.1.0")


def _bring(place: Path, out: Path) -> None:
    with place.open("rb") as file:
        pack = opening.opened(file, program="0.1.0")
        for path, member in pack.members.items():
            _write(pack.archive.chunks(member), out)
            received_from(out, path.rpartition("/")[2], kinds=TOOLKIT)


if __name__ == "__main__":
    main()
