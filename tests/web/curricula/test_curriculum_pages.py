"""Curricula on pages: who is offered what, a draft changed on a phone, the way through an update, and what is wrong."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from kerege.training import actions
from kerege.training.rules.curricula.shapes import children
from kerege.training.rules.curricula.translating import standing
from kerege.training.rules.curricula.walking import placed
from tests import ground
from tests.capacity.laid_case import published
from tests.ground import FOCAL_KAZ, FOCAL_KGZ
from tests.training.rules.lessons import content, outcome, part
from tests.training.test_adapting_curricula import forked, on, publish, row, said, second

BASE = "/training/curricula/"
OWN, PARENT = f"{BASE}own/", f"{BASE}parent/"
ACCOUNTS = (
    ("keeper", "master_trainer", "KGZ"),
    ("other", "master_trainer", "KAZ"),
    ("manager", "training_centre_manager", "KAZ"),
)
CHANGING = ("Change and translate", "Make your own of it", "Begin the next version")


@pytest.fixture(autouse=True)
def _ground(db):
    ground.lay()
    publish(content())
    forked()
    for name, role, owner in ACCOUNTS:
        made = people.open_account(by=SYSTEM, email=f"{name}@example.org", name=name, password="kerege-demo-2026")
        people.grant_role(by=SYSTEM, account=made, role=role, owner=owner, start=date(2024, 1, 1))


def client(name=""):
    found = Client(headers={"accept-language": "en"})
    if name:
        found.force_login(account(f"{name}@example.org"))
    return found


def text(answer, status=200) -> str:
    assert answer.status_code == status, answer.content[:400]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def offered(page):
    return [each for each in CHANGING if each in page]


def typed(told, name, **changes):
    """What the form of a part sends when nothing but this was typed."""
    here = part(told, name)
    sent = {f"{field}.{lang}": text for field in ("title", "body") for lang, text in here.get(field, {}).items()}
    return sent | {"minutes": here["minutes"], "seen": row().digest} | changes


def test_everybody_reads_curricula_and_keepers_are_offered_to_change_their_own():
    assert "version 1 · Hours: 1 · 2 modules" in text(client().get(BASE))
    page = text(client().get(PARENT))
    assert "On risk 30 min" in page
    assert "Can do risk-o1 Apply mandatory" in page
    assert offered(page) == []
    assert offered(text(client("keeper").get(PARENT))) == ["Make your own of it"]
    assert offered(text(client("keeper").get(OWN))) == ["Change and translate"]
    assert offered(text(client("other").get(PARENT))) == ["Make your own of it", "Begin the next version"]
    assert offered(text(client("other").get(OWN))) == []
    assert text(client().get(f"{BASE}none/"), 404)
    for page in (f"{OWN}publish/?version=1", f"{PARENT}begin/"):
        assert "Not yours to do" in text(client().get(page), 403)


def test_a_published_version_becomes_ones_own_draft():
    keeper = client("keeper")
    sent = {"owner": "KGZ", "key": "second", "version": "1", "label": "0"}
    answer = keeper.post(f"{PARENT}fork/?version=1", sent)
    assert answer["Location"] == f"{BASE}second/"
    assert "Made from Spills · version 1" in text(keeper.get(f"{BASE}second/"))
    answer = keeper.post(f"{PARENT}fork/?version=1", sent)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["key"])
    assert text(client().get(f"{PARENT}fork/"), 403)


def test_what_a_parent_lost_of_its_certificate_its_fork_has_not_either():
    actions.remove_part(**on(), part="spill-q1")
    actions.publish_curriculum_version(by=FOCAL_KGZ, key="own", version="1", today=date(2026, 1, 11))
    forked(parent="own", parent_version="1", key="third")
    lost = [client().get(f"{BASE}{key}/").context["losses"] for key in ("own", "third")]
    assert lost[0] == lost[1]
    assert [about for _, about in lost[1]] == ["spill-o1: Can do spill-o1"]
    assert client().get(PARENT).context["losses"] == []


def test_a_fork_of_an_outdated_version_is_told_so():
    second(lambda told: None)
    assert "Version 1 is outdated: version 2 stands." in text(client("keeper").get(f"{PARENT}fork/?version=1"))
    assert "is outdated" not in text(client("keeper").get(f"{PARENT}fork/?version=2"))
    assert "Update first, or it may have to be translated again" in text(client("keeper").get(f"{OWN}part/?part=risk"))


def test_a_part_is_changed_and_translated_on_its_page():
    keeper, there = client("keeper"), f"{OWN}part/?version=1&part=risk"
    sent = typed(row().content, "risk", **{"title.ru": "О риске", "state.ru": "reviewed", "minutes": 45})
    assert keeper.post(there, sent)["Location"] == there
    told = row().content
    assert (part(told, "risk")["title"]["ru"], part(told, "risk")["minutes"]) == ("О риске", 45)
    assert "translation, reviewed" in text(keeper.get(there))
    keeper.post(there, typed(told, "risk", **{"title.en": "On all risks", "state.ru": ""}))
    page = keeper.get(there)
    assert page.context["form"].fields["title.ru"].help_text == "translation of an older text"


def test_what_is_wrong_is_told_at_its_field_and_what_was_typed_stays():
    sent = typed(row().content, "risk", **{"title.en": "", "body.en": "x" * 60_001, "minutes": 9_999})
    answer = client("keeper").post(f"{OWN}part/?part=risk", sent)
    assert (answer.status_code, sorted(answer.context["form"].errors)) == (422, ["title.en"])
    answer = client("keeper").post(f"{OWN}part/?part=risk", sent | {"title.en": "On risk"})
    assert sorted(answer.context["form"].errors) == ["minutes"]
    answer = client("keeper").post(f"{OWN}part/?part=risk", sent | {"title.en": "On risk", "minutes": 30})
    assert sorted(answer.context["form"].errors) == ["body.en"]
    assert "x" * 60_001 in answer.content.decode()


def test_a_page_that_is_behind_keeps_what_was_typed_and_shows_what_stands():
    keeper, there = client("keeper"), f"{OWN}part/?part=risk"
    sent = typed(row().content, "risk", **{"title.en": "Mine"})
    said("risk", {"title": {"en": "Theirs", "ru": "Их"}})
    answer = keeper.post(there, sent)
    page = text(answer, 422)
    assert "Somebody changed this draft since you opened the page" in page
    assert "Title · English Theirs" in page
    assert answer.context["form"]["title.en"].value() == "Mine"
    again = sent | {"seen": re.search(r'name="seen" value="(\w{64})"', answer.content.decode())[1]}
    assert keeper.post(there, again).status_code == 302
    assert part(row().content, "risk")["title"]["en"] == "Mine"


def test_a_page_that_is_behind_shows_also_that_somebody_took_the_text_out():
    keeper, there = client("keeper"), f"{OWN}part/?part=risk"
    sent = typed(row().content, "risk")
    said("risk", {"body": {}})
    answer = keeper.post(there, sent)
    assert answer.status_code == 422
    assert answer.context["clash"] == [("Lesson · English", ""), ("Lesson · Русский", "")]
    assert answer.context["form"]["body.en"].value() == sent["body.en"]


@pytest.mark.parametrize(
    ("sent", "found"),
    [
        ({"deed": "down", "part": "risk"}, lambda told: [each["id"] for each in told["modules"]] == ["spill", "risk"]),
        ({"deed": "up", "part": "spill"}, lambda told: [each["id"] for each in told["modules"]] == ["spill", "risk"]),
        ({"deed": "remove", "part": "risk"}, lambda told: [each["id"] for each in told["modules"]] == ["spill"]),
        ({"deed": "to", "part": "risk-a1", "to": "spill"}, lambda told: len(part(told, "spill")["activities"]) == 2),
        ({"deed": "language", "lang": "ky"}, lambda told: told["languages"] == ["en", "ru", "ky"]),
        (
            {"deed": "add", "part": "", "field": "modules", "title": "Waste"},
            lambda told: told["modules"][2]["title"] == {"en": "Waste"},
        ),
        (
            {"deed": "add", "part": "risk", "field": "outcomes", "title": "Tells risks"},
            lambda told: part(told, "risk-o1-2")["text"] == {"en": "Tells risks"},
        ),
        (
            {"deed": "add", "part": "risk-q1", "field": "items", "title": "Why?"},
            lambda told: len(part(told, "risk-q1")["items"][1]["choices"]) == 2,
        ),
    ],
)
def test_parts_are_added_moved_and_taken_out(sent, found):
    answer = client("keeper").post(f"{OWN}part/arrange/", {"version": "1", "seen": row().digest} | sent)
    assert answer.status_code == 302, text(answer, answer.status_code)
    assert found(row().content)
    assert client("keeper").post(f"{OWN}part/arrange/", {"version": "1", "seen": "old"} | sent).status_code == 409


def test_every_kind_of_part_can_be_added_where_it_belongs():
    keeper = client("keeper")
    for _round in range(3):
        for address, here in list(placed(row().content).items()):
            for field in set(children(here.node)) - set(here.told) - {"attachments"}:
                sent = {"version": "1", "seen": row().digest, "deed": "add", "part": address, "field": field}
                assert keeper.post(f"{OWN}part/arrange/", sent | {"title": "New"}).status_code == 302, (address, field)
    kinds = {each.node.value for each in placed(row().content).values()}
    assert kinds >= {"step", "material", "check", "role", "inject", "item", "choice"}
    for address in placed(row().content):
        assert text(keeper.get(f"{OWN}part/", {"version": "1", "part": address}))


def test_a_published_version_cannot_be_changed_on_its_page():
    page = text(client("other").get(f"{PARENT}part/?part=risk"))
    assert "This version is published and never changes." in page
    assert "Save" not in page


def test_what_a_fork_loses_is_told_before_it_is_published():
    actions.remove_part(by=FOCAL_KGZ, key="own", version="1", seen=row().digest, part="risk-o1")
    page = text(client("keeper").get(f"{OWN}publish/?version=1"))
    assert "does not bear the parent's certificate" in page
    assert "A mandatory outcome is gone: risk-o1: Can do risk-o1" in page
    assert client("keeper").post(f"{OWN}publish/", {"version": "1"})["Location"] == OWN
    assert row().state == "published"
    assert "A mandatory outcome is gone" in text(client().get(OWN))


def test_the_next_version_is_begun_on_its_page():
    other = client("other")
    answer = other.get(f"{PARENT}begin/")
    assert answer.context["form"].initial == {"version": "2"}
    assert other.post(f"{PARENT}begin/", {"version": "1"}).status_code == 422
    assert other.post(f"{PARENT}begin/", {"version": "2"})["Location"] == "../?version=2"


def test_the_difference_is_told_part_by_part_and_line_by_line():
    old = part(row().content, "risk")["body"]
    said("risk", {"minutes": 45, "body": {**old, "en": old["en"].replace("Third", "Another")}})
    actions.remove_part(by=FOCAL_KGZ, key="own", version="1", seen=row().digest, part="spill-q1")
    page = text(client().get(f"{OWN}difference/"))
    assert "2 parts differ" in page
    assert "changed Module: On risk" in page
    assert "Level of Bloom's taxonomy Apply Pass mark" in page, "what is gone has no new value"
    assert "− Third line. + Another line." in page
    assert "Minutes 30 45" in page
    assert "removed Assessment: Testing spill-q1 On spill with 3 parts in it" in page
    assert "Minutes of all modules: 60 → 75" in page
    same = text(client().get(f"{PARENT}difference/?to=own&to_version=1"))
    assert "− Another line. + Third line." in same
    assert text(client().get(f"{PARENT}difference/?to=none"), 404)
    actions.remove_part(**on(part="spill-o1"))
    actions.add_part(**on(parent="spill", field="outcomes", told=outcome("new")))
    said("spill-a1", {"outcomes": ["new", "risk-o1"]})
    page = text(client().get(f"{OWN}difference/"))
    assert "changed Activity: Doing spill-a1 On spill Outcomes Can do spill-o1 Can do new; Can do risk-o1" in page


def test_what_is_not_translated_yet_is_counted():
    all_texts = len(standing(row().content, "ru"))
    actions.add_language(**on(lang="ky"))
    said("risk", {"title": {"en": "On risk", "ru": "On risk (ru)", "ky": "Тобокелдик"}})
    page = text(client().get(OWN))
    assert f"Кыргызча : translation, a draft, {all_texts - 1} of {all_texts} texts are missing" in page
    assert "Русский : translation, a draft;" in page


def test_an_update_is_brought_in_and_its_conflict_decided():
    said("risk", {"minutes": 60})
    second(lambda told: part(told, "risk").update(minutes=45))
    keeper, there = client("keeper"), f"{OWN}update/?version=1"
    assert "The parent has version 2 now" in text(keeper.get(OWN))
    assert text(keeper.get(there))
    keeper.post(there, {"seen": row().digest, "parent_version": "2"})
    page = text(keeper.get(there))
    assert (
        "1 conflict to decide Module: On risk · Minutes Both changed it, each in another way Before 30 Here 60" in page
    )
    assert "In the parent 45" in page
    assert "Neither: choose yourself Minutes Settle it like this" in page
    assert "Neither: write it yourself" not in page
    assert "An update left 1 conflict." in text(keeper.get(OWN))
    answer = keeper.post(there, {"seen": row().digest, "conflict": "field|risk|minutes|", "side": "parent"})
    assert answer.status_code == 302
    assert "This draft has everything that the parent says." in text(keeper.get(there))
    assert part(row().content, "risk")["minutes"] == 45
    assert text(client("other").get(there), 403)


def test_what_proved_good_is_offered_back_and_taken_or_left_out():
    said("risk", {"minutes": 45})
    said("spill", {"minutes": 50})
    keeper, other = client("keeper"), client("other")
    assert "Publish this version first" in text(keeper.get(f"{OWN}offers/"))
    actions.publish_curriculum_version(by=FOCAL_KGZ, key="own", version="1")
    keeper.post(f"{OWN}offers/?version=1", {"parts": ["risk", "spill"], "note": "Tried in Osh"})
    assert "On risk offered" in text(keeper.get(f"{OWN}offers/"))
    assert "An offer is taken into a draft." in text(other.get(f"{PARENT}offers/"))
    actions.begin_version(by=FOCAL_KAZ, key="parent", version="2")
    page = other.get(f"{PARENT}offers/")
    assert text(page).count("Tried in Osh") == 2
    assert "no more open than that" not in text(page), "what is offered is open to everybody"
    assert "What it changes changed Module: On risk Minutes 30 45" in text(page)
    assert text(keeper.get(f"{OWN}offers/")).count("not decided yet") == 2
    uids = re.findall(r'name="accept" value="([0-9a-f-]+)"', page.content.decode())
    seen = {"draft": "2", "seen": row("parent", "2").digest}
    other.post(f"{PARENT}offers/", seen | {"accept": uids[0]})
    bare = other.post(f"{PARENT}offers/", {"decline": uids[1], "reason": " "})
    assert (bare.status_code, f"#reason-{uids[1]}" in bare.content.decode()) == (422, True), "on the page itself"
    other.post(f"{PARENT}offers/", {"decline": uids[1], "reason": "Too long"})
    page = text(other.get(f"{PARENT}offers/"))
    assert (page.count("Taken into a draft"), page.count("Left out")) == (1, 1)
    assert "Too long" in page
    assert re.search(r"version 1 · [^·]+ · Left out [^:]+: Too long", text(keeper.get(f"{OWN}offers/")))
    assert sorted(part(row("parent", "2").content, name)["minutes"] for name in ("risk", "spill")) in (
        [30, 45],
        [30, 50],
    )


def test_who_publishes_is_told_which_certificate_asks_for_another_version():
    published(key="of-spills", curricula={"parent": "1"})
    actions.begin_version(by=FOCAL_KAZ, key="parent", version="2")
    told = "asks for version 1 of this curriculum. What is taught by version 2 counts"
    assert told in text(client("other").get(f"{PARENT}publish/?version=2"))
    assert "of this curriculum. What is taught" not in text(client("keeper").get(f"{OWN}publish/?version=1"))


def test_what_taking_a_less_open_offer_does_to_the_draft_is_said_before():
    said("risk", {"minutes": 45})
    actions.publish_curriculum_version(by=FOCAL_KGZ, key="own", version="1")
    actions.offer_back(by=FOCAL_KGZ, key="own", version="1", parts=["risk"])
    with act("tests.curriculum.closed", by=SYSTEM, about="own"):
        for each in (row(), row().of):
            each.label = Sensitivity.REGIONAL
            each.save()
    other = client("other")
    told = "Who may read it: Regional partners. If you take it, version 2 becomes no more open than that."
    assert told not in text(other.get(f"{PARENT}offers/")), "no draft, nothing to take it into"
    actions.begin_version(by=FOCAL_KAZ, key="parent", version="2")
    page = other.get(f"{PARENT}offers/")
    assert told in text(page)
    (uid,) = re.findall(r'name="accept" value="([0-9a-f-]+)"', page.content.decode())
    other.post(f"{PARENT}offers/", {"draft": "2", "seen": row("parent", "2").digest, "accept": uid})
    assert row("parent", "2").label == Sensitivity.REGIONAL
    assert told not in text(other.get(f"{PARENT}offers/")), "it was taken"


def test_who_took_a_version_in_is_recorded_with_its_decree_and_stands_on_its_page():
    keeper = client("manager")
    sent = {"owner": "KAZ", "curriculum_version": "1", "territory": "KAZ", "programme": "Biosafety, year 3"}
    sent |= {"compulsory": "yes", "level": "university", "dates": "2019", "decree": "Order 12 of 3 June 2019"}
    answer = keeper.post(f"{PARENT}adopted/", sent | {"source": "S1", "key": "kaz-2019"})
    assert answer.status_code == 302, answer.context["form"].errors
    page = text(keeper.get(answer["Location"]))
    assert "Version taken in Spills · version 1 Decree Order 12 of 3 June 2019" in page
    assert "Biosafety, year 3 (version 1; Order 12 of 3 June 2019 )" in text(client().get(PARENT))
    wrong = sent | {"source": "S1", "key": "kaz-2020", "curriculum_version": "9"}
    answer = keeper.post(f"{PARENT}adopted/", wrong)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["curriculum_version"])
    assert answer.context["form"]["decree"].value() == "Order 12 of 3 June 2019"
    assert text(client("keeper").get(f"{PARENT}adopted/"), 403)


def test_the_matrix_leaves_as_a_file():
    actions.remove_part(by=FOCAL_KGZ, key="own", version="1", seen=row().digest, part="risk-q1")
    page = text(client().get(f"{OWN}alignment/"))
    assert "1 gap" in page
    assert "No assessment" in page
    lines = client().get(f"{OWN}alignment/?format=csv").content.decode("utf-8-sig").splitlines()
    assert [line for line in lines if "risk-o1" in line] == [
        "On risk,risk-o1,Can do risk-o1,Apply,yes,Doing risk-a1 (Apply),,No assessment"
    ]


def test_a_script_in_a_summary_stays_text():
    said("", {"summary": {"en": "<script>alert(1)</script> **bold**"}})
    page = client().get(OWN).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; <strong>bold</strong>" in page


def test_an_outcome_that_was_taken_out_is_put_back_and_whoever_waits_is_told():
    keeper, gone = client("keeper"), {"version": "1", "part": "risk-o1"}
    assert "Without it this version does not bear" in text(keeper.get(f"{OWN}part/", gone))
    answer = keeper.post(f"{OWN}part/arrange/", gone | {"seen": row().digest, "deed": "remove"}, follow=True)
    assert "“Can do risk-o1” was taken out." in text(answer)
    page = text(keeper.get(f"{OWN}difference/?version=1"))
    assert (page.count("Put it back"), text(keeper.get(OWN)).count("does not bear the parent's certificate")) == (1, 1)
    assert "Put it back" not in text(client("other").get(f"{OWN}difference/?version=1"))
    keeper.post(f"{OWN}part/arrange/", gone | {"seen": row().digest, "deed": "back"})
    assert row().content == row("parent").content | {"key": "own"}
    second(lambda told: part(told, "risk").update(minutes=45))
    assert "the parent has version 2 now" in text(keeper.get(BASE))
    assert "the parent has version 2 now" not in text(client("other").get(BASE)), "not theirs to update"
    assert "The parent has version 2 now; bring yours up to date." in text(keeper.get("/"))
