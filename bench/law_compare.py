"""Reading, comparing and amending texts of law as they grow, beside `xmldiff` where it is installed.

`python -m bench.law_compare [PYTHON_WITH_XMLDIFF]`: acts of 50 to 5,000 sections, of which one in ten was reworded, one
in fifty is new and one in fifty is gone. xmldiff is no dependency: name the Python of an environment that has it.
"""

import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

from kerege.law.rules.akn.compare import compare
from kerege.law.rules.akn.drafting import generate
from kerege.law.rules.akn.instructions import apply
from kerege.law.rules.akn.nodes import nodes_of
from kerege.law.rules.akn.parts import parts
from kerege.law.rules.akn.reading import read

SIZES = (50, 200, 500, 2000, 5000)
OTHERS_UP_TO = 200
WORDS = "the village keeps every footpath and each stone within days after snow market bridge that shows way".split()
HEAD = (Path(__file__).resolve().parents[1] / "tests" / "akn" / "acts" / "footpaths.xml").read_text(encoding="utf-8")
DIFF = """import sys, time
from xmldiff import main
begun = time.process_time()
main.diff_files(sys.argv[1], sys.argv[2])
print(time.process_time() - begun)
"""


def acts(number: int) -> tuple[bytes, bytes]:
    """An act and what became of it."""
    chance = random.Random(number)
    texts = [" ".join(chance.choices(WORDS, k=60)) for _ in range(number)]
    after = [text.replace("village", "town", 1) if chance.random() < 0.1 else text for text in texts]
    after = [text for text in after if chance.random() > 0.02]
    for _ in range(number // 50):
        after.insert(chance.randrange(len(after)), " ".join(chance.choices(WORDS, k=60)))
    return _act(texts), _act(after)


def _act(texts: list[str]) -> bytes:
    start = HEAD[: HEAD.index("<body>")]
    sections = "".join(
        f'<section eId="sec_{n}"><num>{n}.</num><content><p>{text}.</p></content></section>'
        for n, text in enumerate(texts, start=1)
    )
    return f"{start}<body>{sections}</body></act></akomaNtoso>".encode()


def seconds(do: Callable[[], object], rounds: int = 3) -> float:
    """Of the processor, the best round."""
    best = float("inf")
    for _ in range(rounds):
        begun = process_time()
        do()
        best = min(best, process_time() - begun)
    return best


def of_xmldiff(python: str, old: bytes, new: bytes) -> float:
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / "old.xml", Path(folder) / "new.xml"]
        for path, content in zip(files, (old, new), strict=True):
            path.write_bytes(content)
        told = subprocess.run([python, "-c", DIFF, *map(str, files)], capture_output=True, text=True, check=True)
    return float(told.stdout)


def row(number: int, python: str | None) -> list[str]:
    old, new = acts(number)
    one, other = read(old), read(new)
    olds, news = parts(one.root), parts(other.root)
    base, draft = nodes_of(one.document), nodes_of(other.document)
    instructions = generate(base, draft)
    compared = seconds(lambda: compare(olds, news))
    theirs = of_xmldiff(python, old, new) if python and number <= OTHERS_UP_TO else None
    return [
        f"{number:,}",
        f"{len(old) / 1e6:.2f}",
        f"{seconds(lambda: parts(read(old).root)):.3f}",
        f"{compared:.4f}",
        f"{theirs:.2f}" if theirs else "",
        f"{theirs / compared:,.0f}×" if theirs else "",
        f"{seconds(lambda: generate(base, draft), 1):.3f}",
        f"{seconds(lambda: apply(instructions, base), 1):.3f}",
    ]


def main(python: str | None = None) -> None:
    acts(SIZES[0])
    titles = ["sections", "MB", "read", "compare", "xmldiff", "xmldiff / compare", "generate", "apply"]
    print(f"| {' | '.join(titles)} |\n|{'---|' * len(titles)}")
    for number in SIZES:
        print(f"| {' | '.join(row(number, python))} |", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:2])
