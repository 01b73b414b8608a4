"""The follow-up on its pages: sums, links to hand on, and the two short forms without an account."""

from datetime import UTC, datetime

import pytest
from django.core import mail
from django.test import Client

from kerege.api.followup_mail import ask_trainers
from kerege.journal.rules import checking
from kerege.people import actions as people
from kerege.people.rules import SYSTEM
from kerege.records.labels import WITHHELD
from kerege.training import actions
from kerege.training.models import FollowUp
from kerege.training.rules.followup import Followed
from kerege.web.cascade import followup
from tests import ground
from tests.web.signing import signed_in

pytestmark = pytest.mark.usefixtures("demo_world")
AT = datetime(2026, 11, 10, 3, tzinfo=UTC)
FOLLOW = "/training/cascade/followup/"


@pytest.fixture
def opened(settings):
    """Six trained trainers of Kazakhstan half a year ago, the first with an account."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    keys = ground.persons(6)
    actions.record_course(
        by=SYSTEM, owner="KAZ", key="TOT", title="TOT", kind="tot_part1", status="held", sources=["S1"],
        dates="2026-05-06/2026-05-10", trainees_from="KAZ", venue="KAZ", project_key="P53",
    )  # fmt: skip
    entries = [actions.Entry(person=key) for key in keys]
    actions.register_participants(by=SYSTEM, course="TOT", entries=entries, registered_on=AT.date().replace(month=5))
    actions.close_register(by=SYSTEM, course="TOT", on=AT.date().replace(month=5))
    account = people.open_account(
        by=SYSTEM, email="first@example.org", name="First", password="long-enough-2026", language="ru"
    )
    people.link_person(by=SYSTEM, account=account, person=keys[0])
    ask_trainers(by=SYSTEM, at=AT)


@pytest.mark.nodb
def test_a_course_too_small_to_be_shown_is_withheld_and_not_unknown():
    rows = [followup._row(Followed(24, 0, {}, 0, left_out), None) for left_out in (1, 0)]
    assert [row["missing"] for row in rows] == [WITHHELD, None]


def links(page):
    return page.context["made"]["link"].split("/", 3)[3]


def made(client, side):
    uid = client.get(FOLLOW).context["waiting"][-1].uid
    return "/" + links(client.post(FOLLOW, {"followup": uid, "side": side}))


def test_the_mail_is_in_the_readers_language_and_its_link_answers_once(opened):
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["first@example.org"], "Вы преподаёте? Несколько вопросов, одна минута")
    address = "/" + next(w for w in letter.body.split() if "/answer/" in w).split("/", 3)[3]
    page = Client().get(address)
    assert [field.name for field in page.context["form"]] == ["work", "taught", "why", "money", "help"]
    sent = Client().post(address, {"work": "moved", "taught": "1", "money": "partly"})
    assert (sent.status_code, sent.context["done"]) == (200, True)
    with checking():
        rows = FollowUp.objects.inside_action().filter(course__key="TOT").exclude(outcome="")
        assert [row.outcome for row in rows] == ["moved_teaches"]
    assert Client().get(address).status_code == 410


def test_what_is_missing_is_told_at_its_question_and_what_was_chosen_is_kept(opened):
    client = signed_in("focal.point.kaz")
    address = made(client, "trainer")
    page = Client().post(address, {"work": "same", "taught": "0"})
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["why"])
    assert list(Client().post(address, {}).context["form"].errors) == ["work", "taught"], "all at once"
    assert page.context["form"]["taught"].value() == "0"


def test_the_focal_point_hands_a_link_to_the_supervisor(opened):
    client = signed_in("focal.point.kaz")
    page = client.get(FOLLOW)
    assert (page.context["total"], page.context["may_link"]) == (6, True)
    address = made(client, "supervisor")
    assert "/followup/confirm/" in address
    nothing = Client().post(address, {})
    assert (nothing.status_code, nothing.context["form"].errors["confirmed"]) == (422, ["Choose one of the answers."])
    silent = {"followup": client.get(FOLLOW).context["waiting"][-1].uid, "side": "trainer"}
    assert client.post(f"{FOLLOW}?months=abc&said=x&year=abc", silent).status_code == 200, "no one reads that of a form"
    assert Client().post(address, {"confirmed": "teaches"}).context["done"] is True
    mixed = next(row for row in client.get(FOLLOW).context["rows"] if row["each"].months == 6)
    assert (mixed["each"].people, mixed["each"].beside.vouched) == (6 + 8, 1), "with a course of another country"
    (href,) = [href for label, _n, href, _against in mixed["supervised"] if label.startswith("Said nothing")]
    behind = client.get(FOLLOW + href).context["behind"]
    assert (behind["total"], [word for _line, _words, word in behind["rows"]]) == (1, ["Yes, they teach"])
    own = {row["each"].months: row["each"] for row in client.get(f"{FOLLOW}?country=KAZ").context["rows"]}
    assert (own[6].people, own[6].beside.confirmed, own[6].beside.vouched) == (6, 1, 1)
    page = client.get(f"{FOLLOW}?country=KAZ").content.decode()
    assert "If all who said nothing have left the field, 0 % are still in it and 0 % teach" in page


def test_others_see_neither_names_nor_sums_that_still_grow(opened):
    page = Client().get(f"{FOLLOW}?months=6&said=teaches&project=P53")
    assert (page.context["total"], page.context["any"], page.context["may_link"]) == (0, False, False)
    assert (page.context["behind"], 'href="?project="' in page.content.decode()) == (None, True)
    assert {href for row in page.context["rows"] for _label, _n, href in row["cells"]} <= {""}
    assert "Person KAZ-P0" not in page.content.decode()
    with checking():
        uid = str(FollowUp.objects.inside_action().first().uid)
    own = signed_in("laboratory.head").get(f"{FOLLOW}?country=KGZ")
    (six,) = [row for row in own.context["rows"] if row["each"].months == 6]
    assert (six["cells"], six["each"].withheld, six["supervised"]) == ([], 8, []), "they may know one of the eight"
    assert "Of courses whose people you may not list" in own.content.decode()
    refused = signed_in("trainer").post(FOLLOW, {"followup": uid, "side": "trainer"})
    assert refused.status_code == 404


def test_as_on_a_day_to_come_it_is_read_as_on_today(opened):
    today, later = (Client().get(f"{FOLLOW}?project=&on={day}") for day in ("", "2040-01-01"))
    assert [row["each"] for row in later.context["rows"]] == [row["each"] for row in today.context["rows"]]
    assert [row["each"].people for row in today.context["rows"]][3] == 0, "three years later is still to come"
    client = signed_in("focal.point.kaz")
    assert client.get(f"{FOLLOW}?on=2040-01-01").context["total"] == client.get(FOLLOW).context["total"] == 6


@pytest.mark.parametrize("address", ["answer/nothing/", "confirm/nothing/"])
def test_a_wrong_link_says_what_to_do(address):
    page = Client().get(FOLLOW + address)
    assert page.status_code == 410
    assert "can make a new one" in page.content.decode()
