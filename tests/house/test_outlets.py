"""A designated name leaves with its marker and its note, whatever the way out (R25)."""

import argparse
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pytest
from django.test import Client

from kerege.api import mail
from kerege.atlas.models import Designation, Name, Territory
from kerege.config.cli import parser, take
from kerege.lib.tables import FORMATS
from kerege.people import queries as people
from tests.house import texts
from tests.house.commands import COMMANDS
from tests.house.crawling import sampled
from tests.house.outlets import ROUTES
from tests.house.routes import names, routes
from tests.house.rule import ROOT

READERS = ("", "secretariat@example.org", "focal.point.kaz@example.org")
LANGUAGES = ("en", "ru", "fa", "uz-cyrl")


# -- the register is complete ------------------------------------------------------------------------------------------


@pytest.mark.nodb
def test_every_address_is_in_the_register():
    assert routes() - set(ROUTES) == set(), "enter these in tests/house/outlets.py"
    assert set(ROUTES) - routes() == set(), "these are no addresses any more"


@pytest.mark.nodb
def test_a_name_leads_to_one_page():
    """“Plan a course” led to plans of equipment for a while, because both pages were called new_plan."""
    routes_of: dict[str, set[str]] = {}
    for name, route in names():
        routes_of.setdefault(name, set()).add(re.sub(r"<(?:\w+:)?\w+>", "<>", route))
    twice = {name: found for name, found in routes_of.items() if len(found) > 1}
    assert set(twice) == set(), twice


@pytest.mark.nodb
def test_every_outlet_brings_something_out_or_says_why_not():
    for route, outlet in ROUTES.items():
        assert bool(outlet.silent) != bool(outlet.addresses or outlet.exports), route


@pytest.mark.nodb
def test_every_command_is_in_the_register():
    assert set(commands(parser.command_line())) == set(COMMANDS)
    assert [name for name, told in COMMANDS.items() if len(told.split()) < 4] == []


def commands(command_line: argparse.ArgumentParser, before: str = "") -> Iterator[str]:
    """Every command that can be given, commands of commands with all their words."""
    further = [a for a in command_line._actions if isinstance(a, argparse._SubParsersAction)]
    for name, below in (pair for each in further for pair in each.choices.items()):
        yield from commands(below, f"{before}{name} ")
    if not further:
        yield before.strip()


# -- what is looked for ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ruling:
    """A name that may not stand alone, what has to follow it, and the notes of which one has to be there."""

    name: str
    marker: str
    notes: tuple[str, ...]

    @property
    def pattern(self) -> str:
        return rf"(?<!\w){re.escape(self.name)}(?!\w)"


def faults(text: str, rulings: list[Ruling]) -> list[str]:
    """Names without their marker, and markers without their note."""
    whole = texts.in_one_line(text)
    outside = whole
    for note in {note for ruling in rulings for note in ruling.notes}:
        outside = outside.replace(texts.in_one_line(note), "")
    found = []
    for ruling in (each for each in rulings if each.name in outside):  # a pattern takes long over a whole page
        for match in re.finditer(ruling.pattern, outside):
            rest = outside[match.end() :]
            if not rest.startswith(ruling.marker) or rest[len(ruling.marker) :].startswith("*"):
                found.append(f"bare: …{outside[max(0, match.start() - 60) : match.end() + 30]}…")
            elif not any(texts.in_one_line(note) in whole for note in ruling.notes):
                found.append(f"no note: …{outside[max(0, match.start() - 60) : match.end() + 30]}…")
    return found


KOSOVO = Ruling("Kosovo", "**", ("About Kosovo and its status.",))


@pytest.mark.nodb
@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Kosovo** … About Kosovo and its status.", []),
        ("in Kosovo**, too. ** About Kosovo\n and its status.", []),
        ("Kosovo … About Kosovo and its status.", ["bare"]),
        ("Kosovo**", ["no note"]),
        ("Kosovo**x About Kosovo and its status.", []),
        ("Kosovo* About Kosovo and its status.", ["bare"]),
        ("Kosovo*** About Kosovo and its status.", ["bare"]),
        ("Kosovo** and Kosovo. About Kosovo and its status.", ["bare"]),
        ("Kosovar", []),
    ],
)
def test_the_search_for_faults_bites(text, kinds):
    assert [fault.split(":")[0] for fault in faults(text, [KOSOVO])] == kinds


@pytest.mark.nodb
def test_a_page_is_read_as_a_reader_reads_it():
    shown = texts.of_html(b'<td><bdi>Kosovo<span class="marker">**</span></bdi></td><td title="Kosovo">x</td>')
    assert texts.in_one_line(shown) == " Kosovo** x Kosovo"
    assert len(faults(shown + KOSOVO.notes[0], [KOSOVO])) == 1


# -- a world in which the names are everywhere -------------------------------------------------------------------------


@pytest.fixture
def rulings(world) -> list[Ruling]:
    """Every name of every designated territory, in every language."""
    found = {}
    for territory in Territory.objects.filter(code__in=Designation.objects.values("territory_id")):
        rows = list(Designation.objects.filter(territory_id=territory.code))
        called = {row.display_name for row in rows}
        called |= set(Name.objects.filter(subject_uid=territory.uid).values_list("text", flat=True))
        for name in called:
            found[name] = Ruling(name, rows[0].marker, tuple(sorted({row.note for row in rows})))
    assert {"Kosovo", "Palestine", "Косово", "Палестина"} <= set(found)
    return sorted(found.values(), key=lambda ruling: ruling.name)


def client_of(email: str) -> Client:
    client = Client()
    if email:
        client.force_login(people.account(email))
    return client


Asking = tuple[str, str]
EVERY_ASKING: list[Asking] = [*(("", language) for language in LANGUAGES), *((email, "en") for email in READERS[1:])]
READ = [route for route, outlet in ROUTES.items() if not outlet.silent]


def one_of_them(turn: int) -> Asking:
    """A reader in a language: other ones at the next address, and each pair at some turn."""
    return READERS[turn % len(READERS)], LANGUAGES[turn // len(READERS) % len(LANGUAGES)]


def read_at(address: str, asking: Asking, world: dict[str, str]) -> str:
    """What the address shows to this reader in this language; empty where it refuses."""
    email, language = asking
    answer = client_of(email).get(address.format(**world), headers={"accept-language": language})
    return texts.of_answer(answer) if answer.status_code == 200 else ""


def looked_at(
    told: Iterable[tuple[str, Asking]], world: dict[str, str], rulings: list[Ruling]
) -> tuple[list[str], bool]:
    """The faults at these addresses, and whether any of the names was there at all."""
    found, seen = [], False
    for address, (email, language) in told:
        text = read_at(address, (email, language), world)
        found += [f"{address} ({language}, {email or 'public'}): {fault}" for fault in faults(text, rulings)]
        whole = texts.in_one_line(text)
        seen = seen or any(ruling.name + ruling.marker in whole for ruling in rulings)
    return found, seen


@pytest.mark.parametrize("route", READ)
def test_no_name_leaves_an_address_bare(route, world, rulings):
    """Each address is read by one reader in one language, by turns over all addresses; of a list's files one format.

    `make crawl` has the whole product, in the test below.
    """
    outlet, turn = ROUTES[route], READ.index(route)
    asked = [(a, one_of_them(turn + n)) for n, a in enumerate(sampled(outlet.all_addresses(), turn))]
    found, seen = looked_at(asked, world, rulings)
    if outlet.names and not seen:  # those names are for some only: everybody else asks too
        rest = [(a, each) for a in outlet.all_addresses() for each in EVERY_ASKING if (a, each) not in asked]
        more, seen = looked_at(rest, world, rulings)
        found += more
    assert not found, "\n".join(sorted(set(found)))
    assert seen or not outlet.names, "the test found no name there, so it proves nothing"


@pytest.mark.crawl
@pytest.mark.parametrize("route", READ)
def test_no_name_leaves_an_address_bare_for_any_reader_in_any_language(route, world, rulings):
    asked = [
        (a, (email, language)) for a in ROUTES[route].all_addresses() for email in READERS for language in LANGUAGES
    ]
    found, _ = looked_at(asked, world, rulings)
    assert not found, "\n".join(sorted(set(found)))


@pytest.mark.nodb
def test_by_turns_every_reader_reads_in_every_language():
    asked = {one_of_them(turn) for turn in range(len(LANGUAGES) * len(READERS))}
    assert asked == {(email, language) for email in READERS for language in LANGUAGES}


# -- what has no address -----------------------------------------------------------------------------------------------


def exported(tmp_path, form: str, lang: str):
    """What `kerege export` writes, for the indicators in which the names occur."""
    for key in ("trainers.part1", "awareness.events.regional", "resources.handovers", "institution.curricula"):
        out = tmp_path / f"{key}.{form}"
        words = ["export", key, "--format", form, "--lang", lang, "--project", "P53", "-o", str(out)]
        assert take.run(parser.command_line().parse_args(words)) == 0
        media_type = FORMATS[form].media_type.split(";")[0]
        yield key, texts.READERS[media_type](out.read_bytes())


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("form", FORMATS)
def test_no_name_leaves_the_command_line_bare(form, lang, world, rulings, tmp_path):
    for key, text in exported(tmp_path, form, lang):
        assert faults(text, rulings) == [], key
        assert any(r.name + r.marker in texts.in_one_line(text) for r in rulings), key


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_no_name_leaves_by_mail_bare(lang, world, rulings):
    from django.utils import timezone

    account = people.account("focal.point.kaz@example.org")
    account.language = lang
    letter = mail.letter_for(account, on=timezone.localdate())
    assert "XKX" not in letter.body
    assert faults(f"{letter.subject}\n{letter.body}", rulings) == []
    assert any(ruling.name + ruling.marker in letter.body for ruling in rulings)


def test_no_name_lies_in_a_file_that_pages_load(rulings):
    """Static files cannot carry notes, so they may have no designated name at all: the map is named by the page."""
    files = [*(ROOT / "kerege/web").glob("*/static/**/*"), *(ROOT / "kerege/web").glob("*/built/*")]
    read = [path for path in files if path.is_file() and path.suffix in {".js", ".json", ".svg", ".css", ".txt"}]
    assert read
    for path in read:
        text = path.read_text(encoding="utf-8")
        assert [r.name for r in rulings if re.search(r.pattern, text)] == [], path.name


def test_messages_in_catalogues_name_nobody(rulings):
    """A sentence of the program that names a designated territory would come out without its note."""
    for path in (ROOT / "kerege/locale").rglob("*.po"):
        text = path.read_text(encoding="utf-8")
        assert [r.name for r in rulings if re.search(r.pattern, text)] == [], str(path.relative_to(ROOT))
