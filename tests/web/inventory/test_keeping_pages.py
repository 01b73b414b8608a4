"""Keeping a card on pages: what was typed stays, what is wrong stands at its field, what is withheld is left alone."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from kerege.inventory import actions, queries
from kerege.inventory.queries import facilities
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from tests import ground
from tests.house.texts import of_html
from tests.inventory.facts import EXACT, TOWN, recorded
from tests.web.inventory.readers import signed_in

TODAY = localdate()
TYPED = {
    "owner": "KAZ",
    "territory": "KAZ",
    "name_en": "New laboratory",
    "name_ru": "Новая лаборатория",
    "other_lang": "kk",
    "other_name": "Жаңа зертхана",
    "kind": "hospital_laboratory",
    "standing": "operational",
    "ownership": "public",
    "proof": "declared",
    "sectors": ["human", "food"],
    "capabilities": ["training"],
    "place": TOWN,
    "latitude": "51°07'41\"",
    "longitude": "71.43042",
    "languages": "kk ru",
    "contact_general": "+7 7172 000000",
    "staff_technician": "4",
    "label_record": "0",
    "label_position": "2",
    "label_staff": "3",
}


def card(key: str):
    return queries.facility(ground.REGISTRAR_KAZ, key, on=TODAY)


def only_line():
    return facilities(ground.REGISTRAR_KAZ, on=TODAY).rows[0]


def test_a_facility_is_recorded_with_names_in_several_languages_and_its_labels():
    answer = signed_in("head").post("/facilities/new/", TYPED)
    line = only_line()
    assert (answer.status_code, answer["Location"]) == (302, f"/facilities/{line.key}/")
    assert {n.lang: n.text for n in line.names} == {
        "en": "New laboratory",
        "ru": "Новая лаборатория",
        "kk": "Жаңа зертхана",
    }
    assert (line.sectors, line.place, line.where.latitude) == (("human", "food"), TOWN, 51.12806)
    told = card(line.key)
    assert (told.contacts, told.staff) == ([("general", "+7 7172 000000")], [("technician", 4)])
    reads = [queries.facility(v, line.key, on=TODAY) for v in (ground.OFFICER_KAZ, ground.REGISTRAR_KAZ)]
    assert [r.line.withheld for r in reads] == [{"staff"}, set()]


WRONG = [
    ({"name_en": ""}, None),
    ({"name_en": "Strain collection"}, "name_en"),
    ({"sectors": []}, "sectors"),
    ({"kind": "castle"}, "kind"),
    ({"latitude": "north"}, "latitude"),
    ({"latitude": ""}, "latitude"),
    ({"longitude": "40.5"}, "latitude"),
    ({"place": "NOWHERE"}, "place"),
    ({"contact_general": "somebody"}, "contact_general"),
    ({"contact_samples": "somebody else"}, "contact_samples"),
    ({"staff_trainer": "many"}, "staff_trainer"),
    ({"note": "Stock of 40 vials of agent X in freezer 3."}, "note"),
    ({"verified_on": (TODAY + timedelta(days=1)).isoformat()}, "verified_on"),
    ({"website": "example.org"}, "website"),
    ({"label_position": "0"}, "label_position"),
    ({"label_position": "7"}, "label_position"),
    ({"languages": "no language"}, "languages"),
]


@pytest.mark.parametrize(("changes", "field"), WRONG, ids=[f"{next(iter(c))}-{n}" for n, (c, _) in enumerate(WRONG)])
def test_what_is_wrong_is_told_at_its_field_and_what_was_typed_stays(changes, field):
    if field is None:
        changes = {"name_en": "", "name_ru": "", "other_name": ""}
        field = "name_en"
    answer = signed_in("head").post("/facilities/new/", {**TYPED, **changes})
    assert answer.status_code == 422
    form = answer.context["form"]
    assert list(form.errors) == [field]
    shown = of_html(answer.content)
    assert form.errors[field][0] in shown.replace("\n", " ")
    if "name_ru" not in changes:
        assert "Новая лаборатория" in shown
    assert facilities(ground.REGISTRAR_KAZ, on=TODAY).total == 0


def test_one_that_looks_like_another_is_recorded_when_somebody_says_so():
    first = recorded(names={"en": "New Laboratory"}, place=TOWN)
    client = signed_in("head")
    answer = client.post("/facilities/new/", TYPED)
    assert answer.status_code == 422
    assert first.key in of_html(answer.content)
    assert client.post("/facilities/new/", {**TYPED, "sure": "on"}).status_code == 302


def test_a_change_tells_only_what_changed():
    found = recorded(**EXACT, place=TOWN, staff={"technician": 5}, note="Old", today=TODAY)
    client = signed_in("head")
    form = client.get(f"/facilities/{found.key}/change/").context["form"]
    typed = {name: value for name, value in form.initial.items() if value not in (None, "")}
    assert "owner" not in form.fields
    answer = client.post(f"/facilities/{found.key}/change/", {**typed, "version": "1", "note": "New"})
    assert answer.status_code == 302
    told = card(found.key)
    assert [c.field for c in told.history[0].changes] == ["note"]
    assert (told.note, told.line.where.exact, told.staff) == ("New", True, [("technician", 5)])


def test_saving_without_a_change_writes_nothing():
    found = recorded(**EXACT, place=TOWN, today=TODAY, languages="kk uz", staff={"technician": 5})
    client = signed_in("head")
    form = client.get(f"/facilities/{found.key}/change/").context["form"]
    typed = {name: value for name, value in form.initial.items() if value not in (None, "")}
    client.post(f"/facilities/{found.key}/change/", {**typed, "version": "1"})
    assert card(found.key).line.version == 1


def test_a_card_that_somebody_changed_meanwhile_is_not_overwritten():
    found = recorded(today=TODAY)
    client = signed_in("head")
    form = client.get(f"/facilities/{found.key}/change/").context["form"]
    typed = {name: value for name, value in form.initial.items() if value not in (None, "")}
    actions.change_facility(by=SYSTEM, facility=found.key, expected_version=1, note="Theirs")
    for version in ("1", "nonsense", ""):
        answer = client.post(f"/facilities/{found.key}/change/", {**typed, "version": version, "note": "Mine"})
        assert answer.status_code == 422
        assert "Somebody has changed this card" in of_html(answer.content)
        assert "Mine" in of_html(answer.content)
    assert card(found.key).note == "Theirs"


def test_what_the_keeper_may_not_read_is_not_asked_and_stays():
    found = recorded(
        **EXACT,
        staff={"technician": 5},
        address="1 Example street",
        contacts=[("general", "+7 7172 000000")],
        labels=dict.fromkeys(("position", "address", "contacts", "staff"), Sensitivity.RESTRICTED),
        today=TODAY,
    )
    client = signed_in("head")
    form = client.get(f"/facilities/{found.key}/change/").context["form"]
    asked = [f for f in form.fields if f.startswith(("contact_", "staff_", "latitude", "longitude", "address"))]
    assert asked == []
    typed = {name: value for name, value in form.initial.items() if value not in (None, "")}
    assert client.post(f"/facilities/{found.key}/change/", {**typed, "version": "1", "note": "New"}).status_code == 302
    told = card(found.key)
    assert (told.line.where.exact, told.address, told.staff) == (True, "1 Example street", [("technician", 5)])
    assert told.contacts == [("general", "+7 7172 000000")]


def test_a_card_is_confirmed_in_one_press():
    found = recorded(today=TODAY - timedelta(days=400))
    client = signed_in("head")
    assert client.get(f"/facilities/{found.key}/confirm/").status_code == 405
    answer = client.post(f"/facilities/{found.key}/confirm/", follow=True)
    assert "the card holds for another twelve months" in of_html(answer.content)
    assert card(found.key).line.confirmed_on == TODAY


DETAILS = {
    "unit": {"unit-name": "Serology", "unit-functions": ["research"]},
    "claim": {"claim-scheme": "biosafety", "claim-level": "2"},
    "accreditation": {
        "accreditation-scheme": "iso_15189",
        "accreditation-number": "K-1",
        "accreditation-body": "A body",
        "accreditation-start": "2024-01-01",
    },
    "round": {
        "round-provider": "A provider",
        "round-subject": "Serology",
        "round-on": "2024-01-01",
        "round-result": "satisfactory",
    },
    "name": {"name-lang": "en", "name-text": "Renamed laboratory", "name-on": "2024-01-01"},
    "close": {"close-on": "2024-01-01"},
}


@pytest.mark.parametrize("do", DETAILS)
def test_a_detail_is_recorded_and_an_empty_one_refused(do):
    found = recorded(today=TODAY)
    client, address = signed_in("head"), f"/facilities/{found.key}/details/"
    answer = client.post(address, {"do": do})
    assert answer.status_code == 422 or do == "claim"
    before = len(card(found.key).history)
    assert client.post(address, {"do": do, **DETAILS[do]})["Location"] == f"/facilities/{found.key}/"
    assert len(card(found.key).history) == before + 1


def test_a_claim_is_proved_on_the_page_and_refused_without_rooms():
    found = recorded(today=TODAY)
    claim = actions.claim_containment(by=SYSTEM, facility=found.key, scheme="biosafety", level=2)
    client, do = signed_in("head"), f"prove-{claim.uid}"
    sent = {"do": do, f"{do}-body": "A body", f"{do}-verified_on": "2024-01-01", f"{do}-proof": "documented"}
    answer = client.post(f"/facilities/{found.key}/details/", sent)
    assert answer.status_code == 422
    assert "A containment level is proved by its rooms" in of_html(answer.content)
    assert client.post(f"/facilities/{found.key}/details/", {**sent, f"{do}-rooms": "2"}).status_code == 302
    assert card(found.key).containment[0].proved


@pytest.mark.parametrize("where", ["change/", "details/"])
@pytest.mark.parametrize(("who", "status"), [("officer", 403), ("neighbour", 403), ("head", 200), ("focal", 200)])
def test_a_card_is_kept_by_its_country_alone(where, who, status):
    found = recorded(today=TODAY)
    assert signed_in(who).get(f"/facilities/{found.key}/{where}").status_code == status


def test_only_those_who_may_record_see_the_form():
    assert [signed_in(who).get("/facilities/new/").status_code for who in ("officer", "head", "focal")] == [
        403,
        200,
        200,
    ]
