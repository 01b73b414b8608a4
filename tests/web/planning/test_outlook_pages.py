"""An outlook on pages: for the focal point and the secretariat, from the form to the verdict and its files."""

import re

from tests.planning.laid_outlooks import ROWS, SCHEME
from tests.planning.laid_outlooks import told as whole
from tests.web.planning.test_plan_pages import signed_in, told

BEGUN = {"place": "KAZ KAZ", "title": "Trainers", "scheme": SCHEME, "language": "ru", "hold": "8", "currency": "EUR"}


def test_an_outlook_is_made_on_pages_and_a_neighbour_sees_none_of_it(demo_world):
    client = signed_in("focal.point.kaz@example.org")
    wrong = client.post("/outlooks/new/", {**BEGUN, "hold": "none"})
    assert (wrong.status_code, "is not a number that is possible here" in told(wrong)) == (422, True)
    assert client.post("/outlooks/new/", {**BEGUN, "place": "REG REG"}).status_code == 403
    page = client.post("/outlooks/new/", BEGUN)["Location"].removesuffix("told/")
    empty = told(client.get(page))
    assert "To be typed before anything is reckoned" in empty
    assert "“Leave for good, of the active” cannot be observed here" in empty
    assert client.get(f"{page}outlook.csv").status_code == 422
    for family, row in ROWS[:1]:
        sent = {"do": f"add {family}"} | {f"{family}-{name}": value for name, value in row.items()}
        assert client.post(f"{page}told/", sent).status_code == 302, row
    page = f"/outlooks/{whole()}/"
    bad = {"do": "add money", "money-funder": "X", "money-amount": "-1", "money-since": "2027-01-01", "money-why": "x"}
    wrong = client.post(f"{page}told/", bad)
    assert (wrong.status_code, 'value="-1"' in told(wrong)) == (422, True)
    found = told(client.get(page))
    assert "stand alone when the money from abroad ends" in found
    assert "too few to reckon with" in found
    assert found.count('<svg class="plot') == 2
    assert "Version 15" in found
    people = told(client.get(f"{page}people/"))
    assert "Viktor Gordiyenko" in people
    leads, there = set(re.findall(r"people/#((?:level|event)-\w+)", found)), re.findall(r'<tr id="([\w-]+)"', people)
    assert (leads & set(there) != set(), len(there)) == (True, len(set(there))), "a figure leads to its own rows"
    assert [client.get(f"{page}outlook.{key}").status_code for key in ("csv", "xlsx", "nothing")] == [200, 200, 404]
    assert "2028-01-01" in told(client.get(f"{page}outlook.csv"))
    copied = client.post(f"{page}do/", {"do": "copy", "title": "Another"})["Location"].removesuffix("told/")
    client.post(f"{copied}told/", {"do": "drop money 1"})
    beside = told(client.get(f"{page}?beside={copied.split('/')[2]}"))
    assert "Assumed only here" in beside
    assert "Own money – Who pays: Budget" in beside
    assert "Nothing has changed" not in told(client.post(f"{page}do/", {"do": "retake"}, follow=True))

    for email in ("focal.point.kgz@example.org", "secretariat@example.org", "learner@example.org"):
        other = signed_in(email)
        assert [other.get(f"{page}{rest}").status_code for rest in ("", "told/", "people/", "outlook.csv")] == [404] * 4
        assert [other.post(f"{page}{rest}", {"do": "retake"}).status_code for rest in ("do/", "told/")] == [404, 404]
    for address in ("/outlooks/", "/planning/", "/planning/needs/"):
        wrong = told(client.get(f"{address}?page=x"))
        assert ("is not a whole number from" in wrong, 'class="table"' in wrong) == (True, False)
    neighbour = signed_in("focal.point.kgz@example.org").get("/outlooks/")
    assert (neighbour.status_code, page in told(neighbour), page in told(client.get("/outlooks/"))) == (
        200,
        False,
        True,
    )
    for email in ("learner@example.org", "centre.manager@example.org"):
        other = signed_in(email)
        assert [other.get(a).status_code for a in ("/outlooks/", "/outlooks/new/")] == [403, 403]
