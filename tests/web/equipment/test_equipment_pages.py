"""Equipment on pages: what needs a tester, a lot's ledger, a plan that the team agrees; each for whom it is."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils.timezone import localdate

from kerege.inventory import queries
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from kerege.records.viewers import Viewer
from kerege.web.equipment import forms

pytestmark = [pytest.mark.usefixtures("demo_world"), pytest.mark.filterwarnings("error")]
KAZ = Viewer("kaz", "kaz", by_owner=(("KAZ", Sensitivity.RESTRICTED),))
CABINETS = "demo-cabinets-kaz"


def client(name):
    found = Client(headers={"accept-language": "en"})
    if name:
        found.force_login(account(f"{name}@example.org"))
    return found


def text(answer):
    return " ".join(answer.content.decode().split())


def item(serial):
    return next(i for i in queries.items(KAZ, on=localdate()) if i.serial == serial)


def test_a_neighbour_reads_how_the_cabinets_stand_and_no_serial_number():
    own, theirs = (text(client(name).get("/equipment/")) for name in ("focal.point.kaz", "focal.point.kgz"))
    assert "EX-0001" in own
    assert "EX-0001" not in theirs
    assert "Certificate valid" in own
    assert "Certificate valid" in theirs
    assert "AV-0101" in own
    assert "Autoclave" not in theirs.split('id="rows"')[1]
    assert "No equipment for this choice" in text(client("").get("/equipment/"))


def test_what_needs_a_tester_is_told_and_shown():
    page = client("focal.point.kaz").get("/equipment/?standing=call")
    told = text(page).split('id="rows"')[1]
    assert page.context["to_call"] == page.context["total"] == 4
    assert ("EX-0002" in told, "EX-0003" in told, "EX-0001" in told) == (True, True, False)
    assert "Filters changed on" in told


def test_the_equipment_of_one_facility():
    page = client("focal.point.kaz").get("/equipment/?facility=KZ-F-2093358-Y")
    assert [line["item"].serial for line in page.context["lines"]] == ["EX-0003"]
    hidden = client("focal.point.kgz").get("/equipment/?facility=KZ-F-1204711-8")
    assert hidden.context["total"] == 0


@pytest.mark.parametrize("form", ["csv", "xlsx", "pdf", "json"])
def test_the_same_as_a_file(form):
    answer = client("focal.point.kgz").get(f"/equipment/?format={form}")
    assert answer.status_code == 200
    if form in {"csv", "json"}:
        told = b"".join(answer).decode()
        assert "KZ-F-4480236-R" in told
        assert "EX-0001" not in told


def test_an_item_tells_its_life_newest_first():
    page = text(client("focal.point.kaz").get(f"/equipment/items/{item('EX-0004').uid}/"))
    assert "Out of service since 3 August 2026" in page
    assert page.index("Waits for a spare part") < page.index("Installed")
    assert "Record what happened to it" in page
    assert client("focal.point.kgz").get(f"/equipment/items/{item('AV-0101').uid}/").status_code == 404
    assert "Record what happened to it" not in text(
        client("focal.point.kgz").get(f"/equipment/items/{item('EX-0004').uid}/")
    )


def test_as_on_a_day_before_an_item_is_not_there():
    assert client("focal.point.kaz").get(f"/equipment/items/{item('EX-0004').uid}/?on=2023-10-01").status_code == 404


def test_a_lot_shows_every_step_and_who_has_pieces():
    page = text(client("focal.point.kaz").get(f"/equipment/lots/{CABINETS}/"))
    assert "Letter 21 (example)" in page
    assert "Astana veterinary laboratory (example)" in page
    assert "Glass broken on the way" in page
    assert client("").get(f"/equipment/lots/{CABINETS}/").status_code == 404
    assert client("").get("/equipment/lots/demo-ppe-kgz/").status_code == 200


def record(who, address, **sent):
    return client(who).post(address, sent)


def test_a_step_is_recorded_and_one_too_many_is_told_at_its_field():
    address = f"/equipment/lots/{CABINETS}/record/"
    step = {"do": "step", "step-step": "rejected:outside", "step-on": "2026-01-05"}
    wrong = record("focal.point.kaz", address, **step, **{"step-pieces": "2"})
    assert wrong.status_code == 422
    assert "Of this lot 1 pieces stand at" in text(wrong)
    assert 'value="2"' in text(wrong), "what was typed stays"
    assert record("focal.point.kaz", address, **step, **{"step-pieces": "1"}).status_code == 302
    assert queries.lot(KAZ, CABINETS, on=localdate()).lot.ordered == 7
    assert record("focal.point.kgz", address, **step, **{"step-pieces": "1"}).status_code == 403


def test_items_are_accepted_from_the_page_of_the_lot():
    address = f"/equipment/lots/{CABINETS}/record/"
    handed = {"do": "step", "step-step": "inspected:held", "step-pieces": "1", "step-on": "2026-01-06"}
    taker = {"step-taker": "facility:KZ-F-7715042-O", "step-document": "Letter 50"}
    told = text(record("focal.point.kaz", address, **handed, **taker))
    assert "No agreed distribution plan gives this lot to KZ-F-7715042-O" in told
    assert record("focal.point.kaz", address, **handed, **taker, **{"step-without_plan": "Urgent"}).status_code == 302
    accept = {
        "do": "accept",
        "accept-taker": "facility:KZ-F-7715042-O",
        "accept-on": "2026-01-07",
        "accept-condition": "new",
    }
    both = record("focal.point.kaz", address, **accept, **{"accept-serials": "EX-0001\nEX-0009"})
    assert "with this serial number is recorded already" in text(both)
    assert record("focal.point.kaz", address, **accept, **{"accept-serials": "EX-0009"}).status_code == 302
    assert item("EX-0009").holder.facility == "KZ-F-7715042-O"


def test_a_test_by_somebody_who_is_not_qualified_is_refused_at_its_field():
    address = f"/equipment/items/{item('EX-0002').uid}/record/"
    tested = {"do": "tested", "tested-on": "2026-09-12", "tested-outcome": "passed"}
    wrong = record("focal.point.kaz", address, **tested, **{"tested-tester": "DEMO-MOA-KAZ"})
    assert (wrong.status_code, "has no recorded qualification" in text(wrong)) == (422, True)
    assert record("focal.point.kaz", address, **tested, **{"tested-tester": "DEMO-MOH-KAZ"}).status_code == 302
    assert item("EX-0002").standing.usable


def test_the_team_agrees_to_a_plan_and_nobody_else():
    made = record(
        "focal.point.kaz",
        "/equipment/plans/new/",
        owner="KAZ",
        key="plan-1",
        title="The rest of the cabinets",
        letter="60",
        lot_1=CABINETS,
        taker_1="facility:KZ-F-7715042-O",
        pieces_1="1",
    )
    assert made.status_code == 302
    page = text(client("focal.point.kaz").get("/equipment/plans/plan-1/"))
    assert "not agreed yet" in page
    assert "Agree for my seat" not in page, "the focal point sits on no seat of the team"
    assert record("focal.point.kaz", "/equipment/plans/plan-1/agree/").status_code in {403, 404}
    assert record("focal.point.kgz", "/equipment/plans/plan-1/agree/").status_code in {403, 404}
    assert record("", "/equipment/plans/plan-1/agree/").status_code == 404
    people.appoint(
        by=SYSTEM, seat="DEMO-NTE-KAZ-EDUCATION", person="DEMO-KAZ-S3", capacity="deputy", start=date(2026, 2, 1)
    )
    assert "Agree for my seat" in text(client("successor.kaz").get("/equipment/plans/plan-1/"))
    assert record("successor.kaz", "/equipment/plans/plan-1/agree/").status_code == 302
    page = text(client("successor.kaz").get("/equipment/plans/plan-1/"))
    assert ("DEMO-NTE-KAZ-EDUCATION" in page, "not agreed yet" in page) == (True, True), "one seat of three"


def test_an_empty_plan_says_what_is_missing_and_keeps_the_title():
    wrong = record("focal.point.kaz", "/equipment/plans/new/", owner="KAZ", key="plan-2", title="Nothing", letter="")
    assert (wrong.status_code, "Write how many" in text(wrong), 'value="Nothing"' in text(wrong)) == (422, True, True)


def test_a_lot_is_recorded_and_a_key_that_is_taken_is_told():
    sent = {"owner": "KAZ", "title": "Pipes", "kind": "other", "territory": "KAZ", "label": "1"}
    assert record("focal.point.kaz", "/equipment/lots/new/", key="pipes-1", **sent).status_code == 302
    taken = record("focal.point.kaz", "/equipment/lots/new/", key=CABINETS, **sent)
    assert (taken.status_code, "already stands for other content" in text(taken)) == (422, True)
    odd = record("focal.point.kaz", "/equipment/lots/new/", key="pipes-2", **(sent | {"label": "9"}))
    assert odd.status_code == 422, "a level that there is not is no level"
    assert client("donor").get("/equipment/lots/new/").status_code == 403


def test_who_can_certify_is_found_and_recorded():
    page = text(client("focal.point.kgz").get("/equipment/testers/?kind=cabinet_2"))
    assert "Ministry of Health (example)" in page
    assert "Nobody who can certify this is recorded" in text(client("").get("/equipment/testers/"))
    sent = {"owner": "KAZ", "organisation": "DEMO-MOA-KAZ", "kinds": "autoclave", "start": "2026-01-01"}
    assert record("focal.point.kaz", "/equipment/testers/", proof="", **sent).status_code == 422
    assert record("focal.point.kaz", "/equipment/testers/", proof="Paper 5", **sent).status_code == 302
    assert "Paper 5" in text(client("focal.point.kaz").get("/equipment/testers/?kind=autoclave"))


def test_where_nobody_is_qualified_the_choice_of_testers_says_what_to_do():
    item = SimpleNamespace(kind="autoclave")
    told = {n: forms.Tested(testers=n, item=item).fields["tester"].help_text for n in ((), (("A", "A"),))}
    assert told[()] == "Nobody is qualified for this kind yet: record a qualified tester first."
    assert told[(("A", "A"),)] == "Organisations whose qualification is recorded."
