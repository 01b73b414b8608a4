"""The file by which judgements go from one node to another: a ZIP whose bytes depend on its content alone.

`manifest.json` names the form, the country, the release of the catalogue, up to which level the file was read, and each
other file with its size and SHA-256. `rounds.json` has the rounds; `catalogue/` has the tables of the release, where
the node that wrote it still had them. JSON is canonical (lib.canonical). When and by whom the file was written is not
in it: whoever takes it in and writes it again gets the same bytes.
"""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from kerege.law.rules.interchange.rows import read_rounds
from kerege.law.rules.release import FILES, check_release
from kerege.law.words import interchange as words
from kerege.lib.archives import Archive, Limits, ToPack, packed
from kerege.lib.canonical import dumps
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity

FORM = "kerege.coverage.1"
MANIFEST, ROUNDS, CATALOGUE = "manifest.json", "rounds.json", "catalogue/"
MOST = 20_000_000
"""Bytes of a file, and of what it unpacks to."""
LIMITS = Limits(packed=MOST, unpacked=MOST, members=20)
NOTE = "A judgement is a working view of national law, not a compliance finding."


@dataclass(frozen=True)
class Carried:
    """What a file holds. `release` is that of the tables, `read_up_to` the level up to which its writer could read:
    what is labelled more strictly is not in it, and is not counted. `rounds` are as rows.read_rounds describes them.
    """

    owner: str
    read_up_to: Sensitivity
    rounds: list[dict[str, Any]]
    release: Mapping[str, Any] | None = None
    tables: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def judgements(self) -> int:
        return sum(len(each["judgements"]) for each in self.rounds)


def written(carried: Carried) -> bytes:
    """The file. The same content is the same bytes."""
    parts = {ROUNDS: dumps(carried.rounds)} | {f"{CATALOGUE}{name}": raw for name, raw in carried.tables.items()}
    told = {
        "form": FORM,
        "owner": carried.owner,
        "read_up_to": carried.read_up_to.name.lower(),
        "release": carried.release,
        "rounds": len(carried.rounds),
        "judgements": carried.judgements,
        "note": NOTE,
        "files": {path: {"size": len(raw), "sha256": sha256(raw).hexdigest()} for path, raw in parts.items()},
    }
    whole = [(MANIFEST, dumps(told)), *sorted(parts.items())]
    return b"".join(packed([ToPack(name, len(raw), _opens(raw)) for name, raw in whole]))


def _opens(raw: bytes) -> Any:
    return lambda: io.BytesIO(raw)


def opened(file: bytes) -> Carried:
    """What a file holds, after everything in it was judged but whether this node can take it.

    Refuses archives.*, law.coverage_file_too_large, .not_a_coverage_file, .coverage_file_newer, .coverage_file_changed,
    .tables_of_another_release and what rows.read_rounds refuses.
    """
    if len(file) > MOST:
        raise Refusal(words.FILE_TOO_LARGE, field="file", most=MOST)
    archive = Archive(io.BytesIO(file), LIMITS)
    found = {each.name: archive.read(each, most=MOST) for each in archive.members}
    told = _manifest(found.pop(MANIFEST, b""))
    _check_files(told["files"], found)
    tables = {path.removeprefix(CATALOGUE): raw for path, raw in found.items() if path.startswith(CATALOGUE)}
    release = told.get("release")
    if tables:
        _check_tables(release, tables)
    return Carried(
        owner=_text(told, "owner"),
        read_up_to=_level(told),
        rounds=read_rounds(_json(found[ROUNDS], ROUNDS)),
        release=release,
        tables=tables,
    )


def _manifest(raw: bytes) -> dict[str, Any]:
    told = _json(raw, MANIFEST)
    form = str(told.get("form", ""))[:40] if isinstance(told, dict) else ""
    if form != FORM:
        later = form.startswith(FORM[:-1])
        raise Refusal(words.FILE_NEWER, field="file", form=form) if later else _no(MANIFEST)
    if not isinstance(told.get("files"), dict) or ROUNDS not in told["files"]:
        raise _no(MANIFEST)
    return told  # type: ignore[no-any-return]


def _check_files(named: Mapping[str, Any], found: Mapping[str, bytes]) -> None:
    """Refuse law.coverage_file_changed unless just these files are there, with these sizes and digests."""
    for path in sorted({*named, *found}):
        raw = found.get(path)
        kept = {"size": len(raw), "sha256": sha256(raw).hexdigest()} if raw is not None else None
        if kept is None or named.get(path) != kept:
            raise Refusal(words.FILE_CHANGED, field="file", path=path[:80])


def _check_tables(release: Any, tables: Mapping[str, bytes]) -> None:
    if not isinstance(release, dict) or sorted(tables) != sorted(FILES):
        raise _no(CATALOGUE)
    version = str(release.get("version", ""))[:20]
    there = check_release(tables)
    if there.faults or there.sha256 != release.get("sha256"):
        raise Refusal(words.OTHER_TABLES, field="file", version=version)
    try:
        date.fromisoformat(release["published_on"])
        dict(release["changelog"])
    except (KeyError, TypeError, ValueError):
        raise _no(MANIFEST) from None


def _json(raw: bytes, path: str) -> Any:
    """Refuses law.not_a_coverage_file."""
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        raise _no(path) from None


def _text(told: Mapping[str, Any], name: str) -> str:
    value = told.get(name)
    if not isinstance(value, str) or not 0 < len(value) <= 8:
        raise _no(f"{MANIFEST}: {name}")
    return value


def _level(told: Mapping[str, Any]) -> Sensitivity:
    names = {each.name.lower(): each for each in Sensitivity}
    if told.get("read_up_to") not in names:
        raise _no(f"{MANIFEST}: read_up_to")
    return names[told["read_up_to"]]


def _no(place: str) -> Refusal:
    return Refusal(words.NOT_SUCH_A_FILE, field="file", place=place)
