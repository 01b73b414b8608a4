"""What is written about the program is what the program is."""

import re
import subprocess
import sys

import pytest

from tests.house.rule import ROOT, tree
from tools import reference

pytestmark = pytest.mark.nodb
ROOMS = sorted(p.parent.name for p in (ROOT / "kerege").glob("*/apps.py") if p.parent.parent.name == "kerege")
WITH_README = [*ROOMS, "records", "worlds"]


def readme_faults(room: str, text: str) -> list[str]:
    lines = text.splitlines()
    wanted = {
        "begins with the name of the room": lines[:1] == [f"# {room}"],
        "says for whom it is": any(line.startswith("For ") for line in lines),
        "says what it never does": re.search(r"\b[Nn]ever\b", text) is not None,
        "fits on half a page": 5 <= len(lines) <= 40,
    }
    if room in ROOMS:
        wanted["says which words it owns"] = re.search(r"\bWords\b", text) is not None
        wanted["says what it may touch"] = re.search(r"\b[Mm]ay touch\b", text) is not None
    return [what for what, kept in wanted.items() if not kept]


@pytest.mark.parametrize("room", WITH_README)
def test_a_room_says_what_it_is(room):
    path = ROOT / "kerege" / room / "README.md"
    assert path.exists()
    assert readme_faults(room, path.read_text()) == []


def test_the_rule_about_rooms_bites():
    good = "# law\n\nFor the drafter.\n\n- Words: act.\n- May touch `lib`.\n- Never decides.\n"
    assert readme_faults("law", good) == []
    assert readme_faults("law", good.replace("# law", "# Law")) == ["begins with the name of the room"]
    assert readme_faults("law", good.replace("May touch", "Uses")) == ["says what it may touch"]
    assert len(readme_faults("law", "")) == 6


def test_made_pages_are_up_to_date():
    done = subprocess.run([sys.executable, "tools/reference.py", "check"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_made_page_that_fell_behind_is_found():
    page = "<!-- made: clearances -->\n| Role |\n<!-- /made -->"
    assert reference.made(page) != page
    assert reference.made(reference.made(page)) == reference.made(page)
    with pytest.raises(KeyError):
        reference.made("<!-- made: nobody -->\n<!-- /made -->")


LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
PAGES = [path for path in tree() if path.endswith(".md")]


def anchors(text: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h).strip().lower().replace(" ", "-") for h in headings}


def dead_links(path: str, text: str) -> list[str]:
    dead = []
    for link in LINK.findall(re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.DOTALL)):
        if re.match(r"[a-z]+:", link):
            continue
        target, _, anchor = link.partition("#")
        file = (ROOT / path).parent / target if target else ROOT / path
        if not file.exists() or (anchor and file.suffix == ".md" and anchor not in anchors(file.read_text())):
            dead.append(link)
    return dead


@pytest.mark.parametrize("path", PAGES)
def test_every_link_leads_somewhere(path):
    assert dead_links(path, tree()[path]) == []


def test_a_dead_link_is_found():
    text = "[a](nowhere.md) [b](#nothing) [c](README.md) [d](https://example.org)"
    assert dead_links("docs/README.md", text) == ["nowhere.md", "#nothing"]


def test_the_shelves_show_every_page():
    shown = {(ROOT / "docs" / link).resolve() for link in LINK.findall((ROOT / "docs" / "README.md").read_text())}
    shown |= {
        (ROOT / "docs/decisions" / link).resolve()
        for link in LINK.findall((ROOT / "docs/decisions/README.md").read_text())
    }
    pages = {p.resolve() for p in (ROOT / "docs").rglob("*.md")} - {(ROOT / "docs/README.md").resolve()}
    assert pages - shown == set()


def test_the_architecture_page_names_every_room():
    page = (ROOT / "docs/explanation/architecture.md").read_text()
    packages = {p.parent.name for p in (ROOT / "kerege").glob("*/__init__.py")}
    named = set(re.findall(r"`(\w+)`", page.split("## The rooms")[1].split("## The read path")[0]))
    assert packages - named == set()
