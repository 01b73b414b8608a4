"""Packages that hold only what changed. The whole manifest is in them, signed as ever: only contents are left out that
the reader has under the same digest.
"""

from collections.abc import Collection
from dataclasses import dataclass

from kerege.lib.refusal import Refusal
from kerege.training.rules.packs.manifest import Manifest, as_bytes, strict
from kerege.training.words import packs as words

FORMAT = "kerege/toolkit-delta/1"


@dataclass(frozen=True)
class Delta:
    """What is left out, by path, because version `version` with the manifest `base` has the same bytes."""

    version: str
    base: str
    left_out: frozenset[str]


def plan(new: Manifest, base: Manifest) -> Delta:
    """The smallest package that makes `new` out of `base`."""
    there = {each.sha256 for each in base.files}
    same = frozenset(each.path for each in new.files if each.sha256 in there)
    return Delta(base.version, base.digest, same)


def written(delta: Delta) -> bytes:
    base = {"version": delta.version, "manifest": delta.base}
    return as_bytes({"format": FORMAT, "base": base, "left_out": sorted(delta.left_out)})


def read(raw: bytes, told: Manifest) -> Delta:
    """Refuses training.not_a_pack, also where something is left out that the manifest does not name."""
    found = strict(raw, words.NOT_A_PACK)
    try:
        if found["format"] != FORMAT:
            raise ValueError("format")
        delta = Delta(str(found["base"]["version"])[:60], str(found["base"]["manifest"]), frozenset(found["left_out"]))
    except (KeyError, TypeError, ValueError):
        raise Refusal(words.NOT_A_PACK, field="file", why="what is left out cannot be read") from None
    if not delta.left_out <= set(told.by_path()):
        raise Refusal(words.NOT_A_PACK, field="file", why="something is left out that was never there")
    return delta


def check_base(delta: Delta, told: Manifest, *, have: Collection[str]) -> None:
    """Refuse training.pack_base_missing unless every content that is left out is among `have`, by its digest."""
    files = told.by_path()
    lacking = sum(1 for path in delta.left_out if files[path].sha256 not in have)
    if lacking:
        raise Refusal(words.PACK_BASE_MISSING, field="file", version=delta.version, count=lacking)
