"""Letters about alerts: to neighbours and to whoever asked, each once, and never an exercise that looks actual."""

from datetime import date, timedelta

import pytest
from django.core import mail

from kerege.api.alert_mail import sender
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people.models import Account
from kerege.people.rules import ANONYMOUS, SYSTEM, Actor
from kerege.people.words import Role
from kerege.response.actions import alerts, following_alerts, mailing_alerts
from kerege.response.models import AlertMailing, AlertSubscription
from kerege.response.queries import alert_mail
from kerege.response.rules.alerts.placing import Place
from tests.response.alerting import AUTHOR, NOW, SECOND, approved, issued, person, told, written

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=1)


def account(name: str, role: Role | None = None, owner: str = "REG", language: str = "en") -> Account:
    made = people.open_account(by=SYSTEM, email=f"{name}@node.example", name=name, password="a long password")
    Account.objects.filter(pk=made.pk).update(language=language)
    if role:
        people.grant_role(by=SYSTEM, account=made, role=role.value, owner=owner, start=date(2020, 1, 1))
    return made


def asks(who: Account, countries=(), *, drills=False):
    by = Actor(uid=str(who.uid), name=who.name)
    return mailing_alerts.subscribe_to_alerts(by=by, countries=countries, drills=drills, now=NOW - timedelta(hours=1))


def sent(at=LATER) -> dict[str, list]:
    """Letters of one round, by address."""
    mail.outbox.clear()
    mailing_alerts.mail_alerts(by=SYSTEM, at=at, send=sender(at))
    found: dict[str, list] = {}
    for each in mail.outbox:
        found.setdefault(each.to[0].partition("@")[0], []).append(each)
    return found


@pytest.fixture(autouse=True)
def _into_the_outbox(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def test_neighbours_and_subscribers_are_told_once_in_their_language(monkeypatch):
    monkeypatch.setattr(mailing_alerts, "BATCH", 2)
    account("neighbour", Role.FOCAL_POINT, "KGZ", "ru")
    both = account("both", Role.BIOSAFETY_OFFICER, "UZB")
    account("elsewhere", Role.FOCAL_POINT, "TJK")
    for each in (both, *(account(name) for name in ("one", "two", "three"))):
        asks(each, ["KGZ"] if each.name == "one" else ["TJK"] if each.name == "two" else [])
    issued(written(label=Sensitivity.PUBLIC))
    found = sent()
    assert {name: len(letters) for name, letters in found.items()} == {"neighbour": 1, "both": 1, "one": 1, "three": 1}
    assert found["neighbour"][0].subject.endswith(": Стаи движутся на юг")
    assert "Осмотрите пастбища." in found["neighbour"][0].body
    assert "mail/stop" not in found["both"][0].body, "a duty has no link that ends it"
    assert found["one"][0].extra_headers["List-Unsubscribe"].strip("<>") in found["one"][0].body
    assert found["one"][0].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    row = AlertMailing.objects.get()
    assert (row.warned, row.subscribed, row.ended_at) == (2, 2, LATER)
    assert sent(LATER + timedelta(minutes=1)) == {}


def test_whoever_may_not_read_an_alert_learns_nothing_of_it():
    asks(account("public"))
    asks(account("partner", Role.FOCAL_POINT, "TJK"))
    issued(written(label=Sensitivity.REGIONAL))
    assert set(sent()) == {"partner"}
    asks(account("own", Role.FOCAL_POINT, "KAZ"))
    issued(written(label=Sensitivity.NATIONAL, recipients=(), places=(Place("Kostanay", circle="53.2,63.6 20"),)))
    found = sent(LATER + timedelta(minutes=5))
    assert set(found) == {"own"}
    assert "Swarms" not in found["own"][0].subject + found["own"][0].body, "what it says is read on the page alone"


def test_exercises_say_so_first_and_go_to_whoever_wants_them():
    asks(account("calm"))
    asks(account("eager"), drills=True)
    account("neighbour", Role.FOCAL_POINT, "KGZ", "ru")
    issued(written(label=Sensitivity.PUBLIC, status="Exercise"))
    found = sent()
    assert set(found) == {"eager", "neighbour"}
    (letter,) = found["eager"]
    assert letter.subject.startswith("EXERCISE: ")
    assert letter.body.startswith("EXERCISE. Nothing of this has happened.")
    (letter,) = found["neighbour"]
    assert letter.subject.startswith("УЧЕНИЕ: ")
    assert letter.body.startswith("УЧЕНИ")


def test_a_cancellation_is_told_and_what_is_old_or_an_example_is_not():
    asks(account("one"))
    row = issued(written(label=Sensitivity.PUBLIC))
    assert "Alert: Swarms move south" in {each.subject for each in sent()["one"]}
    cancels = following_alerts.cancel_alert(by=AUTHOR, alert=row.uid, reason="It was a swarm of mosquitoes.", now=LATER)
    issued(cancels, now=LATER)
    (letter,) = sent(LATER + timedelta(minutes=1))["one"]
    assert letter.subject == "Cancellation: Swarms move south"
    assert "It was a swarm of mosquitoes." in letter.body
    assert "Until" not in letter.body
    example = alerts.write_alert(by=AUTHOR, owner="KAZ", told=told(label=Sensitivity.PUBLIC), synthetic=True, now=LATER)
    issued(example, now=LATER)
    assert sent(LATER + timedelta(minutes=1)) == {}, "an example is told to nobody"
    issued(written(label=Sensitivity.PUBLIC))
    assert sent(NOW + timedelta(days=1, minutes=1)) == {}, "a day later nobody is told any more"


def test_letters_end_by_the_account_and_by_the_link():
    who = account("one")
    by, row = Actor(uid=str(who.uid), name="one"), asks(who, ["KGZ"])
    assert asks(who, ["KGZ"]).pk == row.pk
    issued(written(label=Sensitivity.PUBLIC))
    stop = sent()["one"][0].extra_headers["List-Unsubscribe"].rstrip(">").rstrip("/").rpartition("/")[2]
    assert alert_mail.ended_by(f"{stop}x") is None
    mailing_alerts.end_alert_mail_by_link(by=ANONYMOUS, token=stop)
    assert not AlertSubscription.objects.exists()
    for refused, call in (
        ("response.stop_link_over", lambda: mailing_alerts.end_alert_mail_by_link(by=ANONYMOUS, token=stop)),
        ("response.no_alert_mail", lambda: mailing_alerts.end_alert_mail(by=by)),
        ("response.mail_sign_in", lambda: mailing_alerts.end_alert_mail(by=ANONYMOUS)),
        ("people.not_yours", lambda: mailing_alerts.mail_alerts(by=person("x"), at=NOW, send=print)),
    ):
        with pytest.raises(Refusal) as refusal:
            call()
        assert refusal.value.code == refused
    asks(who)
    assert alert_mail.ended_by(stop) is None, "an old link does not end new letters"


def test_a_round_that_breaks_off_writes_to_nobody_twice(monkeypatch):
    monkeypatch.setattr(mailing_alerts, "BATCH", 1)
    for name in ("one", "two", "three"):
        asks(account(name))
    issued(written(label=Sensitivity.PUBLIC))
    took = []

    def breaks(letter):
        if letter.to.startswith("two") and len(took) < 2:
            took.append("broke")
            raise OSError
        took.append(letter.to.partition("@")[0])

    with pytest.raises(OSError, match="^$"):
        mailing_alerts.mail_alerts(by=SYSTEM, at=LATER, send=breaks)
    mailing_alerts.mail_alerts(by=SYSTEM, at=LATER, send=breaks)
    assert took == ["one", "broke", "two", "three"]


def test_nothing_is_told_before_it_is_issued():
    asks(account("one"))
    approved(written(label=Sensitivity.PUBLIC), second=SECOND)
    assert sent() == {}
