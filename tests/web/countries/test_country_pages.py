"""Countries: two statements that stay two, two ways of counting that stay two, and what leaves as a file."""

import csv
import io

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.signing import signed_in

pytestmark = pytest.mark.usefixtures("demo_world")


def relations(on):
    context = Client().get(f"/countries/KAZ/?on={on}").context
    return [key for key, _, _ in context["participations"]], [p.region for _, p, _ in context["partnerships"]]


def rows(query=""):
    return {row.code: row for row, _, _ in Client().get(f"/countries/{query}").context["rows"]}


def told(answer):
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_kazakhstan_took_part_before_it_was_a_partner():
    assert relations("2016-01-01") == ([], [])
    assert relations("2018-04-04") == (["P53"], [])
    assert relations("2020-12-01") == (["P53"], ["CA"])


def test_partners_and_participants_are_filtered_apart():
    assert sorted(rows("?on=2018-04-04&only=participants")) == ["AFG", "KAZ", "KGZ", "MNG", "PAK", "TJK", "UZB"]
    assert sorted(rows("?on=2018-04-04&only=partners")) == ["AFG", "KGZ", "MNG", "PAK", "TJK", "UZB"]
    assert sorted(rows("?on=2020-12-01&only=both")) == ["AFG", "KAZ", "KGZ", "MNG", "PAK", "TJK", "UZB"]


def test_courses_by_trainees_and_by_venue_differ_and_both_are_right():
    found = rows("?on=2017-12-31")
    assert {c: (r.of_its_people, r.held_here) for c, r in found.items()} == {
        "AFG": (1, None),
        "KAZ": (1, 2),
        "KGZ": (1, 2),
        "MNG": (1, None),
        "PAK": (None, None),
        "TJK": (1, 2),
        "UZB": (1, None),
    }


def test_a_country_without_records_is_empty_in_the_file_too():
    table = told(Client().get("/countries/?format=csv&on=2017-12-31"))
    pakistan = next(line for line in table if line[:1] == ["PAK"])
    assert pakistan[4:8] == ["", "", "", ""]


@pytest.mark.parametrize("key", ["name", "theirs", "here", "people", "last"])
def test_every_order_turns_round(key):
    there = [row.code for row, _, _ in Client().get(f"/countries/?sort={key}").context["rows"]]
    back = [row.code for row, _, _ in Client().get(f"/countries/?sort=-{key}").context["rows"]]
    assert sorted(there) == sorted(back)
    assert there != back


def test_the_list_asks_the_same_number_of_questions_for_six_countries_and_for_seven():
    def asked(query):
        with CaptureQueriesContext(connection) as queries:
            Client().get(f"/countries/{query}")
        return len(queries)

    asked("?on=2018-04-04")  # keeps what is kept until somebody writes
    assert asked("?on=2018-04-04&only=partners") == asked("?on=2018-04-04")


def test_a_country_that_hosts_others_shows_both_lists():
    context = Client().get("/countries/TJK/?on=2017-12-31").context
    assert [c["trainees_from"].code for c in context["hosted"]] == ["AFG", "TJK"]
    assert [c["venue"].code for c in context["theirs"]] == ["TJK"]


def test_a_designated_name_keeps_its_marker_and_note():
    page = Client().get("/countries/XKX/").content.decode()
    assert "<title>Kosovo** · Kerege</title>" in page
    assert "This designation is without prejudice to positions on status" in page
    sheet = Client().get("/countries/XKX/?format=csv").content.decode("utf-8-sig")
    assert "UNSCR 1244/1999" in sheet


def test_who_sits_on_a_seat_is_withheld_from_those_who_may_not_know():
    own = signed_in("focal.point.kaz").get("/countries/KAZ/").content.decode()
    assert "Alma Seitzhanova" in own
    for client in (Client(), signed_in("donor"), signed_in("focal.point.kgz")):
        page = client.get("/countries/KAZ/").content.decode()
        assert "Seitzhanova" not in page
        assert "withheld" in page


def test_the_file_has_a_row_for_every_record_of_the_page():
    answer = Client().get("/countries/MNG/?format=csv&on=2020-01-01")
    table = told(answer)
    kinds = [line[0] for line in table[1:] if line and line[0] in {"Course", "Event", "Handover", "Step of law"}]
    context = Client().get("/countries/MNG/?on=2020-01-01").context
    page = context["page"]
    courses = {c.uid for c in (*page.courses_of_its_people.rows, *page.courses_here.rows)}
    assert kinds.count("Course") == len(courses)
    assert kinds.count("Event") == len(page.events)
    assert kinds.count("Handover") == len(page.handovers) == 1
    assert answer["Content-Disposition"] == 'attachment; filename="MNG-2020-01-01.csv"'


@pytest.mark.parametrize("format", ["xlsx", "pdf", "json"])
def test_the_other_formats_are_written(format):
    answer = Client().get(f"/countries/KAZ/?format={format}")
    assert answer.status_code == 200
    assert len(answer.content) > 500


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/countries/ZZZ/", 404, "countries.unknown"),
        ("/countries/%D0%9A/", 404, "countries.unknown"),
        ("/countries/KAZ/?format=exe", 404, "exports.unknown_format"),
        ("/countries/?on=never", 422, "shell.not_a_day"),
    ],
)
def test_bad_input_is_refused_by_code(path, status, code):
    answer = Client().get(path)
    assert answer.status_code == status
    assert code in answer.content.decode()


def test_a_code_in_small_letters_leads_to_the_country():
    assert Client().get("/countries/kaz/")["Location"] == "/countries/KAZ/"


def test_names_of_units_do_not_stand_in_for_other_languages():
    units = Client().get("/countries/UZB/").context["page"].units
    assert units
    for _, names in units:
        assert [lang for lang, _ in names] == ["en", "uz-Latn", "uz-Cyrl"]
        cyrillic = dict(names)["uz-Cyrl"]
        assert not cyrillic or not cyrillic.isascii()


def test_a_country_leads_to_its_own_law():
    shown = Client().get("/countries/KGZ/").content.decode()
    for page in ("measures", "coverage", "parties"):
        assert f'href="/law/{page}/?country=KGZ"' in shown
