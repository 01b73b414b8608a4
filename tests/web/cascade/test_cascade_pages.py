"""The pages of the cascade, with Project 53 replayed on them."""

import csv
import io

import pytest
from django.test import Client

from tests.web.signing import signed_in

pytestmark = pytest.mark.usefixtures("demo_world")
DAY = "on=2026-11-01"


def get(path, **headers):
    return Client().get(path, **headers)


def test_project_53_claimed_and_replayed():
    page = get(f"/training/cascade/?{DAY}")
    tiles = [(t.claims[0].value if t.claims else None, t.evidence) for t in page.context["tiles"]]
    assert tiles == [(88, 52), (70, 16), (1200, 479), (None, 11)]
    rows = [
        (r["line"].generation, r["line"].reach.courses, r["people"], r["line"].only_recorded)
        for r in page.context["rows"]
    ]
    assert rows == [(1, 6, "50 to 52", 3), (2, 16, "479", 4)]
    assert page.context["found"].depth == 2
    assert page.context["doubts"] == []
    assert page.context["found"].unknown_above == 4


def test_eleven_of_fourteen_trainers_are_in_centres_and_three_are_told_as_unaccounted_for():
    page = get(f"/training/cascade/?country=KAZ&{DAY}")
    centres = page.context["centres"]
    assert (centres["placed"], centres["trained"], centres["unaccounted"], centres["missing"]) == (
        11,
        "12 to 14",
        "1 to 3",
        3,
    )
    assert [line.trained.by_value for line in centres["conflicts"]] == [((12, ("S10",)), (14, ("S21", "S22")))]
    assert "Unaccounted for: 1 to 3." in page.content.decode()


def test_the_tree_says_which_of_its_lines_are_inferred():
    branches = {b["leaf"].title: b for b in get(f"/training/cascade/?{DAY}").context["branches"]}
    kazakhstan = branches["Train the trainers in biosafety and biosecurity for Kazakhstan"]
    assert [(x["people"], x["basis"]) for x in kazakhstan["below"]] == [
        (n, "inferred") for n in ("90", "20", "20", "35", "40", "44")
    ]
    alone = [leaf["people"] for leaf in get(f"/training/cascade/?{DAY}&country=TJK").context["alone"]]
    assert alone == ["12 planned"] + ["counted with its group"] * 4


def test_both_ways_of_counting_differ_and_stand_side_by_side():
    rows = {str(r["name"]): r for r in get(f"/training/cascade/map/?{DAY}").context["rows"]}
    told = {
        name: (r["trainees"].courses, r["trainees_people"], r["venue"].courses, r["venue_people"])
        for name, r in rows.items()
    }
    assert told == {
        "Afghanistan": (4, "100", 3, "100"),
        "Kazakhstan": (7, "261 to 263", 8, "273 to 275"),
        "Kyrgyzstan": (1, "14", 2, "26"),
        "Mongolia": (4, "120", 3, "108"),
        "Tajikistan": (5, "22", 6, "22"),
        "Uzbekistan": (1, "12", 0, ""),
    }


def test_as_on_a_day_and_year_by_year():
    assert [r["line"].reach.courses for r in get("/training/cascade/?on=2018-07-15").context["rows"]] == [6, 4]
    years = get(f"/training/cascade/timeline/?{DAY}").context["years"]
    assert [(y.year, dict(y.by_generation), so_far) for y, _, so_far, _href in years] == [
        (2017, {1: 6}, "50 to 52"),
        (2018, {2: 10}, "310 to 312"),
        (2019, {2: 6}, "529 to 531"),
    ]


def test_every_figure_opens_to_its_courses_and_leaves_as_a_file():
    href = get(f"/training/cascade/?country=KAZ&{DAY}").context["rows"][1]["href"]
    page = get(f"{href}&{DAY}")
    assert (href, page.context["total"]) == (
        "/training/cascade/courses/?project=P53&country=KAZ&by=trainees&generation=2",
        6,
    )
    rows = list(csv.reader(io.StringIO(get(f"{href}&{DAY}&format=csv").content.decode("utf-8-sig"))))
    assert sum("Biosafety and biosecurity workshop in" in row[0] for row in rows if row) == 6
    workbook = get(f"/training/cascade/?{DAY}&format=xlsx")
    assert workbook["Content-Disposition"] == 'attachment; filename="kerege-cascade.xlsx"'


def test_one_course_says_who_taught_it_and_which_page_says_so():
    seminar = next(
        line["leaf"] for line in get(f"/training/cascade/courses/?{DAY}&country=TJK&generation=2").context["lines"]
    )
    page = get(f"/training/cascade/courses/{seminar.uid}/?{DAY}")
    note, word = page.context["notes"][0]
    assert (note.above, word, [s.key for s in note.sources]) == ("", "a source says so", ["S14c"])
    assert "The course in which its trainers were trained is not on record." in page.content.decode()
    workshop = get(f"/training/cascade/courses/?{DAY}&country=AFG&generation=1").context["lines"][0]["leaf"]
    course = get(f"/training/cascade/courses/{workshop.uid}/?{DAY}")
    assert (course.context["onward"], course.context["found"].onward.courses) == ("100", 3)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/training/cascade/?by=moon", 422),
        ("/training/cascade/?project=P99", 422),
        ("/training/cascade/courses/?generation=10", 422),
        ("/training/cascade/courses/?year=abc", 422),
        ("/training/cascade/?year=abc&generation=abc", 200),
        ("/training/cascade/courses/00000000-0000-0000-0000-000000000000/", 404),
        ("/training/cascade/?format=exe", 404),
    ],
)
def test_wrong_input_is_told(path, status):
    assert get(path).status_code == status


def test_a_choice_without_a_course_says_how_to_begin():
    page = get("/training/cascade/?on=2015-01-01")
    assert page.status_code == 200
    assert "No course of a cascade for this choice" in page.content.decode()


def test_figures_of_years_and_flows_open_to_their_courses():
    client = Client()
    years = {
        year.year: href for year, _people, _so_far, href in client.get("/training/cascade/timeline/").context["years"]
    }
    page = client.get(years[2019])
    assert (
        page.context["total"],
        {each["leaf"].last_day.year for each in page.context["lines"] if each["leaf"].last_day},
    ) == (6, {2019})
    assert client.get(years[2019] + "&generation=1").context["total"] == 0
    flows = client.get("/training/cascade/").context["flows"]
    for each in flows:
        assert client.get(each["href"]).context["total"] >= each["flow"].courses > 0


def test_whoever_lists_the_register_sees_who_was_trained_and_does_not_teach():
    client, counted = signed_in("focal.point.kgz"), []
    uid = next(
        each["leaf"].uid
        for each in client.get("/training/cascade/courses/?project=&country=KGZ").context["lines"]
        if "Bishkek" in each["leaf"].title and each["leaf"].synthetic
    )
    for reader in (client, Client()):
        trainers = reader.get(f"/training/cascade/courses/{uid}/").context["trainers"]
        counted.append((len(trainers), sum(line.taught == 0 for _name, line, _word in trainers)))
    assert counted == [(8, 6), (0, 0)]
