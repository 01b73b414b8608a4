"""Associations and reference functions on pages: a focal point keeps them, everybody reads them as on a day."""

import pytest
from django.test import Client
from django.utils.timezone import localdate

from kerege.people.queries import account

pytestmark = [pytest.mark.usefixtures("demo_world"), pytest.mark.filterwarnings("error")]
FUNCTIONS, ASSOCIATIONS = "/inventory/reference-functions/", "/inventory/associations/"
SENT = {
    "owner": "KAZ",
    "territory": "KAZ",
    "reach": "national",
    "area": "sequencing",
    "holder": "facility:KZ-F-1204711-8",
    "start": "2025-01-01",
    "mandate": "Order No. 5 of 2025",
    "sources": "DEMO",
}


def client(name):
    found = Client(headers={"accept-language": "en"})
    if name:
        found.force_login(account(f"{name}@example.org"))
    return found


def text(answer):
    return " ".join(answer.content.decode().split())


def test_everybody_reads_who_did_which_work_on_a_day():
    now = client("").get(f"{FUNCTIONS}?country=KGZ")
    assert [row["line"].area for row in now.context["lines"]] == ["human_confirmation", "sample_transport"]
    then = client("").get(f"{FUNCTIONS}?country=KGZ&on=2020-01-01")
    assert [row["line"].area for row in then.context["lines"]] == ["animal_confirmation", "human_confirmation"]
    assert "Veterinary diagnostic laboratory in Osh (example)" in text(then)
    assert "Record a reference function" not in text(now)


def test_a_focal_point_records_and_ends_a_function():
    focal = client("focal.point.kaz")
    assert focal.post(FUNCTIONS, SENT).status_code == 302
    row = next(r for r in focal.get(FUNCTIONS).context["lines"] if r["line"].area == "sequencing")
    end = f"{FUNCTIONS}{row['line'].uid}/end/"
    assert client("focal.point.kgz").post(end).status_code == 403
    assert client("").post(end).status_code == 403
    assert focal.post(end).status_code == 302
    assert "sequencing" not in [r["line"].area for r in focal.get(FUNCTIONS).context["lines"]]
    assert focal.post(f"{FUNCTIONS}01900000-0000-7000-8000-000000000000/end/").status_code == 404


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"mandate": ""}, "mandate"),
        ({"area": "anthrax"}, "area"),
        ({"holder": ""}, "holder"),
        ({"sources": ""}, "sources"),
        ({"sources": "S999"}, "sources"),
        ({"area": "human_confirmation"}, "start"),
        ({"start": f"{localdate().year + 1}-01-01"}, "start"),
        ({"until": "2024-01-01"}, "until"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(changes, field):
    answer = client("focal.point.kaz").post(FUNCTIONS, SENT | changes)
    errors = answer.context["form"].errors
    assert answer.status_code == 422
    assert list(errors) == [field]


def test_associations_are_counted_and_nobody_is_named():
    page = client("").get(f"{ASSOCIATIONS}?country=KGZ")
    assert [(line.members, line.members_on.year) for line, *_ in page.context["lines"]] == [(86, 2026)]
    sent = {"owner": "KAZ", "organisation": "DEMO-ASSOC-KAZ", "members": "125", "sources": "DEMO"}
    wrong = client("focal.point.kaz").post(ASSOCIATIONS, sent)
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["members_on"])
    good = sent | {"members_on": "2026-10-01"}
    assert client("focal.point.kaz").post(ASSOCIATIONS, good).status_code == 302
    assert client("trainer").post(ASSOCIATIONS, good).status_code == 403
    files = client("").get(f"{ASSOCIATIONS}?format=csv").content.decode("utf-8-sig")
    assert "Biosafety association of Kazakhstan (example),Kazakhstan,125" in files
