"""Sources with what rests on them, editions of the day, and law with its refusal."""

import csv
import io

import pytest
from django.test import Client

from kerege.atlas import actions as atlas
from kerege.lib.ids import new_uid
from kerege.people.rules import SYSTEM
from tests.web.signing import signed_in

pytestmark = pytest.mark.usefixtures("demo_world")


def kinds(client, key, query=""):
    return {kind: len(lines) for kind, lines in client.get(f"/sources/{key}/{query}").context["kinds"]}


def test_a_source_shows_what_rests_on_it():
    assert kinds(Client(), "S2")["Claims"] == 7
    assert kinds(Client(), "S14c") == {"Courses": 4, "Groups of courses": 1, "Who taught a course": 4}


def test_a_source_of_relations_names_the_countries():
    relations = Client().get("/sources/S46/?on=2020-12-01").context["relations"]
    assert [(name.code, said) for name, said, _ in relations] == [("KAZ", "partner in the region CA")]
    assert Client().get("/sources/S46/?on=2018-04-04").context["relations"] == []


def test_records_of_a_later_day_do_not_rest_on_it_yet():
    assert "Courses" not in kinds(Client(), "S14c", "?on=2018-01-01")


def test_sources_are_filtered_sorted_and_taken_away():
    every = Client().get("/sources/").context["total"]
    some = Client().get("/sources/?text=istc").context["total"]
    assert 0 < some < every
    first = Client().get("/sources/?sort=key").context["page"].object_list[0].key
    assert first != Client().get("/sources/?sort=-key").context["page"].object_list[0].key
    sheet = csv.reader(io.StringIO(Client().get("/sources/?format=csv").content.decode("utf-8-sig")))
    assert sum(bool(line) for line in sheet) == every + 1


def test_nothing_that_fits_says_how_to_begin():
    assert "Show all" in Client().get("/sources/?text=zzzz").content.decode()


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/sources/NOPE/", 404, "reference.unknown_source"),
        ("/sources/?text=%E2%80%AEx", 422, "text.bidi_override"),
        ("/sources/?format=doc", 404, "exports.unknown_format"),
        ("/law/?country=K1Z", 422, "shell.unknown_country"),
    ],
)
def test_bad_input_is_refused_by_code(path, status, code):
    answer = Client().get(path)
    assert answer.status_code == status
    assert code in answer.content.decode()


def test_editions_are_those_of_the_day_and_superseded_citations_are_listed():
    editions = [e for _, lines in Client().get("/standards/").context["groups"] for e in lines]
    old = next(e for e in editions if e.start and not e.current)
    atlas.cite_edition(
        by=SYSTEM,
        standard=old.standard,
        edition=old.edition,
        cited_by_uid=new_uid(),
        cited_by_kind="course",
        cited_by_key="C-1",
        on=old.start,
    )
    listed = Client().get("/standards/").context["superseded"]
    assert [(c.cited_by_key, c.standard, c.edition) for c in listed] == [("C-1", old.standard, old.edition)]
    before = Client().get(f"/standards/?on={old.start}").context
    assert before["superseded"] == []


def test_law_shows_the_steps_of_the_day_by_country():
    def countries(on):
        return [name.code if name else "" for name, _ in Client().get(f"/law/?on={on}").context["countries"]]

    assert countries("2018-04-04") == [""]
    assert countries("2026-11-01") == ["", "KAZ", "KGZ", "MNG", "TJK", "UZB"]


def test_the_refused_record_is_nowhere_a_status():
    context = Client().get("/law/").context
    assert context["statuses"] == []
    assert [(r.territory, r.on, r.code) for r, *_ in context["refused"]] == [("MNG", "1972", "law.before_adoption")]
    assert Client().get("/law/?country=KAZ").context["refused"] == []


def test_only_those_who_read_the_journal_are_led_to_it():
    assert Client().get("/law/").context["journal_address"] == ""
    assert signed_in("donor").get("/law/").context["journal_address"] == ""
    assert signed_in("auditor").get("/law/").context["journal_address"] == "/journal/?word=law.status"


def test_law_leaves_as_a_file():
    table = list(csv.reader(io.StringIO(Client().get("/law/?format=csv").content.decode("utf-8-sig"))))
    steps = Client().get("/law/").context["countries"]
    assert len([line for line in table[1:] if line]) == sum(len(lines) for _, lines in steps)


def test_what_a_page_tells_of_refusals_is_no_fault_of_its_reader():
    for address in ("/law/", "/projects/P53/"):
        page = Client().get(address)
        assert page.context["refused"], address
        assert "error-summary" not in page.content.decode(), address
