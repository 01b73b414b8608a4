"""Pages, files and answers of needs: the order, one need with its records, and that files come out as computed."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from kerege.capacity.models import NeedPolicy
from kerege.journal.actions import act
from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from tests.web.capacity.needing import B1, B2, FACILITY, lay
from tests.web.signing import has_proved
from tools import recompute_needs as recompute

pytestmark = [pytest.mark.usefixtures("demo_world"), pytest.mark.filterwarnings("error")]
FOCAL, OFFICER, NEIGHBOUR = "focal.point.kgz", "biosafety.officer", "focal.point.kaz"
NEEDS = "/capacity/needs/"


@pytest.fixture
def post(demo_world):
    return lay()


def client(name=""):
    found = Client(headers={"accept-language": "en"})
    if name:
        found.force_login(account(f"{name}@example.org"))
        has_proved(found, account(f"{name}@example.org"))
    return found


def text(answer):
    return " ".join(answer.content.decode().split())


def test_a_focal_point_sees_what_comes_first_and_why(post):
    page = text(client(FOCAL).get(NEEDS))
    assert "Competence B1" in page
    assert "Competence by place" in page
    assert "policy REG 1" in page
    assert "comes before" in page, "a need is told before one of which nothing is known"
    assert "Almaty reference laboratory" not in page, "that is Kazakhstan's"
    assert f"/capacity/needs/{post}/?competence=needed%3AB1" in page, "a figure of the matrix opens its arithmetic"
    country = text(client(FOCAL).get(f"{NEEDS}?country=KGZ&facility={FACILITY}"))
    assert "Bench worker" in country
    assert "No training need that you may read" in text(client(FOCAL).get(f"{NEEDS}?period=2040-1"))


def test_others_see_no_need_of_the_country(post):
    for name in ("", NEIGHBOUR, "donor", "trainer"):
        page = text(client(name).get(NEEDS))
        assert (name, "Osh" in page) == (name, False)
        assert client(name).get(f"{NEEDS}{post}/").status_code == 404
    assert client(NEIGHBOUR).get("/api/v1/needs").json()["total"] > 0, "of the own country there are some"


def test_one_need_opens_with_every_factor_and_its_record(post):
    answer = client(FOCAL).get(f"{NEEDS}{post}/?competence={B1}")
    page = text(answer)
    assert "The factors" in page
    assert f"/facilities/{FACILITY}/" in page
    assert "/capacity/needs/policies/REG/" in page
    assert "/capacity/assessments/" in page, "the answers behind the gap"
    assert "/capacity/findings/" in page
    assert "100 × 5 ÷ 7" in page
    assert "style=" not in page
    other = text(client(FOCAL).get(f"{NEEDS}{post}/?competence={B2}"))
    assert "They are in no figure, and they lower none" in other
    assert client(FOCAL).get(f"{NEEDS}{post}/?competence=needed:none").status_code == 404


def test_the_list_says_what_would_make_more_of_it_known(post):
    page = text(client(FOCAL).get(NEEDS))
    assert "it is not known whether somebody has a competence" in page
    assert "/capacity/needs/" in text(client(FOCAL).get(reverse("competences")))


def test_a_day_without_a_policy_says_so(post):
    told = "No policy held on this day"
    assert told not in text(client(FOCAL).get(NEEDS))
    with act("capacity.policy.gone", by=SYSTEM, about="policy"):
        NeedPolicy.objects.all().delete()
    page = text(client(FOCAL).get(NEEDS))
    assert (told in page, "Competence B1" in page) == (True, False)


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_every_figure_of_an_export_comes_out_again(post, tmp_path, form):
    files = []
    for name, more in (("needs", ""), ("demand", "&table=demand")):
        answer = client(FOCAL).get(f"{NEEDS}?format={form}{more}")
        files.append(tmp_path / f"{name}.{form}")
        files[-1].write_bytes(answer.content)
    needs, told = (recompute.rows_of(each) for each in files)
    assert (len(needs) > 1, len(told) > 1) == (True, True)
    assert list(recompute.differences(needs)) == []
    assert list(recompute.demand_differences(needs, told)) == []
    assert recompute.main([str(each) for each in files]) == 0


def test_a_changed_figure_is_found_whichever_it_is(post, tmp_path):
    (tmp_path / "needs.csv").write_bytes(client(FOCAL).get(f"{NEEDS}?format=csv").content)
    rows = recompute.rows_of(tmp_path / "needs.csv")
    assert len(rows) > 1
    for name in recompute.computed(rows[0]):
        changed = [dict(rows[0], **{name: "1/9999"}), *rows[1:]]
        found = list(recompute.differences(changed))
        assert (name, len(found), f": {name} is 1/9999" in found[0]) == (name, 1, True)


def test_a_changed_factor_is_found_and_so_is_a_demand_that_nothing_stands_behind(post, tmp_path, capsys):
    rows = recompute.rows_of(_written(tmp_path / "needs.csv", client(FOCAL).get(f"{NEEDS}?format=csv").content))
    told = recompute.rows_of(
        _written(tmp_path / "demand.csv", client(FOCAL).get(f"{NEEDS}?table=demand&format=csv").content)
    )
    row = next(row for row in rows if row["gap"] and row["total"] != "0")
    other = str(int(row["criticality"]) % 7 + 1)
    assert list(recompute.differences([row | {"criticality": other}])) != []
    assert list(recompute.demand_differences(rows, [told[0] | {"people": "99"}, *told[1:]])) != []
    assert list(recompute.demand_differences(rows, told[1:])) == [f"demand {_cell(told[0])}: is missing"]
    elsewhere = told[0] | {"place": "NOWHERE"}
    assert f"demand {_cell(elsewhere)}: no need stands behind it" in recompute.demand_differences(rows, [elsewhere])
    (tmp_path / "broken.csv").write_text("no heading here")
    assert (recompute.main([str(tmp_path / "broken.csv")]), recompute.main([])) == (2, 2)
    assert "cannot be read" in capsys.readouterr().out


def _written(path, content):
    path.write_bytes(content)
    return path


def _cell(row):
    return " ".join((row["competence"], row["place"], row["language"], row["period"]))


def test_files_have_every_factor_in_every_language(post):
    answer = client(FOCAL).get(f"{NEEDS}?format=csv", headers={"accept-language": "ru"})
    headings = next(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert headings[:3] == ["on", "policy", "facility"]
    assert {"criticality", "weight", "containment", "gap", "levels", "questions", "people"} <= set(headings)


def test_programs_read_needs_and_demand_as_their_reader_may(post):
    told = client(FOCAL).get(f"/api/v1/needs?country=KGZ&competence={B1}").json()
    (need,) = told["items"]
    assert (need["facility"], need["people"], need["presumed"], need["policy"]) == (FACILITY, 9, 9, "REG 1")
    assert need["items"]
    found = client(FOCAL).get(f"/api/v1/needs/demand?country=KGZ&competence={B1}").json()["items"]
    assert [(each["place"], each["unknown"]) for each in found] == [(FACILITY, 0)]
    assert client().get("/api/v1/needs").json()["total"] == 0
    assert client(FOCAL).get("/api/v1/needs/others").json()["countries"] == []
