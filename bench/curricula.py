"""How long the difference and the three-way merge of a curriculum of 500 pages take, against its lines alone.

    nice python -m bench.curricula --modules 100 --rounds 40

On one core, in one run, the ways take turns; told are medians and the 95th percentile. In each round both sides change
other lines, take modules out, move and add some. The floors see the same lessons as one text, without any part: difflib
over all lines (as the difference needs it), difflib twice (as every merge of lines needs it), and `git merge-file`, a
merge of lines in C with the start of its process.
"""

import argparse
import random
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from copy import deepcopy
from difflib import SequenceMatcher
from pathlib import Path
from shutil import which
from typing import Any

from kerege.training.rules.curricula import checked
from kerege.training.rules.curricula.difference import difference
from kerege.training.rules.curricula.editing import move, remove, say
from kerege.training.rules.curricula.merging import merge

Content = dict[str, Any]
PAGES, LINES = 5, 40
"""Pages of a lesson, and lines of a page."""
WORDS = ("sample", "cabinet", "spill", "glove", "waste", "risk", "label", "lid", "rack", "bench", "report", "train")


def curriculum(modules: int, seed: int = 1) -> dict[str, Any]:
    """A programme of so many modules, each with a lesson of PAGES pages."""
    chance = random.Random(seed)
    return checked(
        {
            "format": "kerege/curriculum/1",
            "key": "large",
            "version": "1",
            "kind": "programme",
            "level": "trainer",
            "title": {"en": "Large"},
            "source": "en",
            "languages": ["en"],
            "licence": "CC-BY-4.0",
            "modules": [_module(number, chance) for number in range(modules)],
        }
    )


def _module(number: int, chance: random.Random) -> dict[str, Any]:
    lines = [" ".join(chance.choices(WORDS, k=9)) for _ in range(PAGES * LINES)]
    outcome = {"id": f"m{number}-o", "text": {"en": f"Can do {number}"}, "bloom": "apply", "mandatory": True}
    activity = {"id": f"m{number}-a", "kind": "lecture", "title": {"en": "Read"}, "outcomes": [f"m{number}-o"]}
    return {
        "id": f"m{number}",
        "title": {"en": f"Module {number}"},
        "minutes": 30,
        "body": {"en": "\n".join(lines)},
        "outcomes": [outcome],
        "activities": [activity],
    }


def changed(told: dict[str, Any], seed: int) -> dict[str, Any]:
    """What somebody made of it: three lines in every fifth module, one module moved, one taken out."""
    chance, made = random.Random(seed), deepcopy(told)
    modules = made["modules"]
    for module in chance.sample(modules, max(1, len(modules) // 5)):
        lines = module["body"]["en"].split("\n")
        for at in chance.sample(range(len(lines)), 3):
            lines[at] = f"changed {seed} {at}"
        module["body"]["en"] = "\n".join(lines)
    names = [module["id"] for module in modules]
    made = move(made, chance.choice(names), "", chance.randrange(len(names)))
    made = remove(made, chance.choice(names))
    return checked(say(made, "", {"hours": float(seed % 50 + 1)}))


def lines_of(told: dict[str, Any]) -> list[str]:
    return [line for module in told["modules"] for line in module["body"]["en"].split("\n")]


def opcodes(a: list[str], b: list[str]) -> None:
    SequenceMatcher(None, a, b, autojunk=False).get_opcodes()


def in_git(texts: tuple[list[str], ...], folder: Path) -> None:
    files = [folder / name for name in ("own", "base", "theirs")]
    for file, text in zip(files, texts, strict=True):
        file.write_text("\n".join(text))
    subprocess.run(["git", "merge-file", "-p", *map(str, files)], stdout=subprocess.DEVNULL, check=False)


def ways(base: Content, own: Content, theirs: Content, at: Path) -> dict[str, Callable[[], object]]:
    """What takes turns."""
    texts = lines_of(base), lines_of(own), lines_of(theirs)
    return {
        "difflib over all lines": lambda: opcodes(texts[0], texts[1]),
        "difference": lambda: difference(base, own),
        "difflib over all lines, twice": lambda: (opcodes(texts[0], texts[1]), opcodes(texts[0], texts[2])),
        **({"git merge-file": lambda: in_git((texts[1], texts[0], texts[2]), at)} if which("git") else {}),
        "merge": lambda: merge(base, own, theirs),
        "merge and check": lambda: checked(merge(base, own, theirs).content),
    }


def measured(modules: int, rounds: int) -> dict[str, list[float]]:
    base, found = curriculum(modules), dict[str, list[float]]()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(rounds):
            own, theirs = changed(base, 2 * number + 1), changed(base, 2 * number + 2)
            for name, way in ways(base, own, theirs, Path(folder)).items():
                start = time.perf_counter()
                way()
                found.setdefault(name, []).append((time.perf_counter() - start) * 1000)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--modules", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=40)
    told = parser.parse_args()
    found = measured(told.modules, told.rounds)
    print(f"{told.modules * PAGES} pages, {told.modules * PAGES * LINES} lines, {told.rounds} rounds")
    for name, times in found.items():
        p95 = sorted(times)[int(len(times) * 0.95)]
        print(f"{name:32} median {statistics.median(times):8.1f} ms   p95 {p95:8.1f} ms")


if __name__ == "__main__":
    main()
