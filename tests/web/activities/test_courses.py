"""Courses: lists, records, registers, and recording."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC, Viewer
from kerege.training import actions, queries
from kerege.web.shell import exports
from tests.conftest import TODAY
from tests.web.signing import signed_in

pytestmark = pytest.mark.usefixtures("demo_world")
READERS = ("", "donor", "focal.point.kaz", "focal.point.kgz")
SEEN = [("", False), ("donor", False), ("focal.point.kgz", False), ("focal.point.kaz", True)]
THERE = [("", 404), ("donor", 404), ("focal.point.kgz", 404), ("focal.point.kaz", 200)]
EVERYTHING = Viewer("everything", "everything", everywhere=Sensitivity.RESTRICTED)
SECRET, NOTE = "Quiet course that nobody outside may know of", "A remark for the ministry alone"
TYPED = {
    "owner": "KAZ",
    "title": "Workshop in Semey",
    "kind": "cascade_workshop",
    "status": "held",
    "dates": "2026-06-01/2026-06-03",
    "venue": "KAZ",
    "trainees_from": "KAZ",
    "project_key": "P53",
    "source": "S1 S2",
    "key": "test-course",
    "generation": "2",
}


def page(client, address, language="en"):
    return client.get(address, headers={"accept-language": language}).content.decode()


def reader(who, client):
    return signed_in(who) if who else client


def text(shown):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", shown))


def course(key, viewer=PUBLIC):
    return next(c for c in queries.courses(viewer, on=TODAY, size=200).rows if c.key == key)


def titles(shown):
    return [text(t).strip() for t in re.findall(r'<th scope="row">(.*?)</th>', shown)]


def record(key, title, **changes):
    told = {
        "by": SYSTEM,
        "owner": "KAZ",
        "kind": "cascade_workshop",
        "status": "held",
        "dates": "2024-05-13/2024-05-17",
        "trainees_from": "KAZ",
        "venue": "KAZ",
        "sources": ["S1"],
    }
    return actions.record_course(**(told | {"key": key, "title": title} | changes))


@pytest.mark.parametrize("who", READERS)
def test_everybody_reads_every_course_of_the_project(client, who):
    one = reader(who, client)
    links = re.findall(r'<th scope="row"><a href="(/courses/[0-9a-f-]{36}/)"', page(one, "/courses/"))
    assert len(links) == 30
    assert {one.get(link).status_code for link in links} == {200}


def test_the_list_filters_sorts_and_reads_as_on_the_day(client):
    by_title = titles(page(client, "/courses/?sort=title"))
    assert by_title == titles(page(client, "/courses/?sort=-title"))[::-1]
    assert len(titles(page(client, "/courses/?country=UZB&kind=tot_part1"))) == 2
    assert titles(page(client, "/courses/?country=UZB&kind=tot_part1&by=venue")) == []
    assert len(titles(page(client, "/courses/?country=KAZ&kind=tot_part1&by=venue"))) == 3
    assert len(titles(page(client, "/courses/?on=2018-04-24&kind=cascade_workshop"))) == 1
    assert titles(page(client, "/courses/?text=zzz")) == []


@pytest.mark.parametrize("text_typed", ["a%00b", "a%E2%80%AEb"])
def test_what_may_not_be_kept_may_not_be_searched_for(client, text_typed):
    assert client.get(f"/courses/?text={text_typed}").status_code == 422


def test_an_empty_list_says_how_to_begin(client):
    assert "No course for this choice" in page(client, "/courses/?text=zzz")
    shown = page(signed_in("focal.point.kaz"), "/courses/?text=zzz")
    assert '<a class="button" href="/courses/new/">' in shown.split('class="empty"')[1]


def test_a_conflict_of_sources_is_shown_and_not_decided(client):
    shown = text(page(client, f"/courses/{course('P53-TOT-KAZ').uid}/"))
    assert "ask which one is right. 12 S10 14 S21 , S22 " in shown
    assert "11 trainers are placed in training centres." in shown
    assert "Trainees 12 to 14" in shown


def test_a_course_counted_with_its_group_says_so_and_leads_there(client):
    group = queries.groups(PUBLIC, [1])[0]
    inside = queries.courses(PUBLIC, on=TODAY, group=group.key).rows
    shown = page(client, f"/courses/{inside[0].uid}/")
    assert "counted with its group" in shown
    whole = page(client, f"/courses/groups/{group.uid}/")
    assert f'href="/courses/groups/{group.uid}/"' in shown
    assert [f'href="/courses/{c.uid}/"' in whole for c in inside] == [True] * len(inside)


def test_the_register_is_counted_for_everybody_and_listed_for_its_keeper(client):
    demo = course("DEMO-WS-KAZ-2026")
    everybody = [p.name for p in people.persons(EVERYTHING, owner="KAZ")]
    assert len(everybody) > 20
    for who in ("", "donor", "focal.point.kgz"):
        shown = page(reader(who, client), f"/courses/{demo.uid}/")
        assert "rows are withheld" in shown
        assert [name for name in everybody if name in shown] == []
    keeper = signed_in("focal.point.kaz")
    shown = page(keeper, f"/courses/{demo.uid}/")
    assert "rows are withheld" not in shown
    assert len([name for name in everybody if name in shown]) > 20


@pytest.mark.parametrize("format", ["csv", "xlsx", "pdf", "json"])
@pytest.mark.parametrize(("who", "rows"), [("", 0), ("donor", 0), ("focal.point.kgz", 0), ("focal.point.kaz", 43)])
def test_the_register_leaves_in_no_format_for_others(client, monkeypatch, format, who, rows):
    tables = []
    written = exports.write
    monkeypatch.setattr(exports, "write", lambda table, key: tables.append(table) or written(table, key))
    answer = reader(who, client).get(f"/courses/{course('DEMO-WS-KAZ-2026').uid}/register.{format}")
    assert answer.status_code == 200
    assert len(tables[0].rows) == rows
    assert any("withheld" in line for line in tables[0].about) is (rows == 0)


@pytest.fixture
def hidden(demo_world):
    """A restricted course, and a public one with a restricted note."""
    record("TEST-NOTED", "Course with a remark", note=NOTE, note_label=Sensitivity.RESTRICTED)
    return record("TEST-HIDDEN", SECRET, label=Sensitivity.RESTRICTED)


@pytest.mark.parametrize(("who", "seen"), SEEN)
@pytest.mark.parametrize("format", ["", "csv", "xlsx", "pdf", "json"])
def test_what_is_restricted_is_in_no_list(client, hidden, monkeypatch, who, seen, format):
    tables = []
    written = exports.write
    monkeypatch.setattr(exports, "write", lambda table, key: tables.append(table) or written(table, key))
    answer = reader(who, client).get(f"/courses/?format={format}" if format else "/courses/")
    told = repr([[str(c) for c in row] for row in tables[0].rows]) if format else answer.content.decode()
    assert (SECRET in told) is seen
    assert (NOTE in told) is (seen and bool(format))
    if format in {"csv", "json"}:
        assert (SECRET in answer.content.decode()) is seen


@pytest.mark.parametrize(("who", "status"), THERE)
def test_a_restricted_course_is_not_there_for_others(client, hidden, who, status):
    for address in (f"/courses/{hidden.uid}/", f"/courses/{hidden.uid}/register.csv"):
        answer = reader(who, client).get(address)
        assert answer.status_code == status
        assert (SECRET in answer.content.decode("utf-8-sig")) is (status == 200 and address.endswith("/"))


def test_a_restricted_note_says_that_it_is_withheld(client, hidden):
    address = f"/courses/{course('TEST-NOTED').uid}/"
    assert NOTE not in page(client, address)
    assert "withheld" in text(page(client, address)).split("Note")[1][:30]
    assert NOTE in page(signed_in("focal.point.kaz"), address)


def test_searching_does_not_tell_of_what_is_restricted(client, hidden):
    assert titles(page(client, "/courses/?text=Quiet")) == []


@pytest.mark.parametrize("who", ["", "donor", "trainer", "auditor"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_not_record_is_refused(client, who, method):
    assert getattr(reader(who, client), method)("/courses/new/", TYPED).status_code == 403


def test_a_focal_point_records_for_the_own_country_only():
    client = signed_in("focal.point.kaz")
    assert client.post("/courses/new/", TYPED | {"owner": "KGZ"}).status_code == 403
    answer = client.post("/courses/new/", TYPED)
    assert (answer.status_code, answer["Location"]) == (302, f"/courses/{course('test-course').uid}/")
    shown = text(page(client, answer["Location"]))
    assert "training.course.recorded" in shown
    assert "Demo focal point of Kazakhstan" in shown
    assert "Generation of the cascade 2" in shown


@pytest.mark.parametrize(
    ("field", "value", "said", "at"),
    [
        ("title", "", "", "title"),
        ("title", "a\u202eb", "direction", "title"),
        ("title", "x" * 500_000, "200", "title"),
        ("dates", "tomorrow", "is not a date", "dates"),
        ("dates", "2999-01-01", "cannot have happened yet", "dates"),
        ("dates", "", "without a date", "dates"),
        ("kind", "party", "party", "kind"),
        ("source", "", "source", "__all__"),
        ("source", "S999", "S999", "source"),
        ("venue", "XXX", "XXX", "__all__"),
        ("generation", "12", "12", "generation"),
        ("generation", "two", "whole number", "generation"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_stays(field, value, said, at):
    answer = signed_in("focal.point.kaz").post("/courses/new/", TYPED | {field: value})
    form = answer.context["form"]
    assert answer.status_code == 422
    assert list(form.errors) == [at]
    assert said in form.errors[at][0]
    assert form["trainees_from"].value() == "KAZ"
    assert "test-course" not in {c.key for c in queries.courses(PUBLIC, on=TODAY, size=200).rows}


FIGURE = {"measure": "trainees", "value": "15", "qualifier": "exact", "source": "S1", "note": ""}


def test_a_figure_that_disagrees_stays_beside_the_others():
    client = signed_in("focal.point.kaz")
    address = f"/courses/{course('P53-TOT-KAZ').uid}/"
    assert client.post(f"{address}figure/", FIGURE).status_code == 302
    assert "12 S10 14 S21 , S22 15 S1 " in text(page(client, address))
    again = client.post(f"{address}figure/", FIGURE | {"value": "16"})
    assert again.status_code == 422
    assert list(again.context["form"].errors) == ["value"]


@pytest.mark.parametrize("who", ["", "donor", "focal.point.kgz", "auditor"])
def test_others_add_no_figure(client, who):
    address = f"/courses/{course('P53-TOT-KAZ').uid}/figure/"
    assert reader(who, client).post(address, FIGURE).status_code == 403
    assert reader(who, client).get(address).status_code == 403


def test_history_is_for_those_who_read_the_journal(client):
    address = f"/courses/{course('P53-TOT-KAZ').uid}/"
    assert "History of this record" not in page(client, address)
    assert "training.course.recorded" in page(signed_in("focal.point.kaz"), address)


def test_the_number_of_queries_does_not_grow(client):
    def count():
        with CaptureQueriesContext(connection) as caught:
            assert client.get("/courses/?text=Zeta").status_code == 200
        return len(caught)

    record("ZETA-1", "Zeta one")
    one = count()
    record("ZETA-2", "Zeta two")
    record("ZETA-3", "Zeta three")
    assert count() == one


def test_the_file_has_every_course_with_its_sources(client):
    answer = client.get("/courses/?format=csv&kind=tot_part1", headers={"accept-language": "en"})
    told = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig").split("\r\n\r\n")[0])))
    kaz = next(r for r in told if r["Key"] == "P53-TOT-KAZ")
    assert (kaz["At least"], kaz["At most"], kaz["Venue"]) == ("12", "14", "Kazakhstan")
    assert kaz["Sources"].split() == sorted(kaz["Sources"].split(), key=kaz["Sources"].split().index)
    assert "S10" in kaz["Sources"].split()
