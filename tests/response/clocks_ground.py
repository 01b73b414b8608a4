"""A country whose law gives one body three duties to inform, two of them in an emergency alone."""

from datetime import UTC, date, datetime

from kerege.law import actions as law
from kerege.people import actions as people
from kerege.people.rules import SYSTEM
from kerege.response.actions import mandates
from kerege.response.actions.mandates import Told
from tests import ground
from tests.law.test_release import publish
from tests.people import seated

NOW = datetime(2026, 11, 27, 6, tzinfo=UTC)  # a Friday
ACT, PAGE = "/akn/kz/act/law/2022-05-21/122-vii", "https://example.org/law"
FOCAL = ground.FOCAL_KAZ


def lay_law() -> None:
    ground.lay()
    publish()
    for key in ("LAB", "MINISTRY"):
        law.record_authority(by=FOCAL, owner="KAZ", key=key, titles={"en": key.title(), "ru": key})
    law.record_authority(by=SYSTEM, owner="REG", key="WHO", titles={"en": "World Health Organization"})
    duty("DAY", "MINISTRY", "picture", period="P1D", working_days=True)
    duty("TOLD", "WHO", "event", period="PT24H", clock="assessed")
    duty("SOON", "WHO", "update", timing="none", period="", clock="")
    duty("DAY-E", "MINISTRY", "picture", period="PT2H", mode="emergency", switched_by="MINISTRY")
    duty("FORCES-E", "MINISTRY", "forces", period="PT12H", mode="emergency", switched_by="MINISTRY")


def duty(key: str, recipient: str, subject: str, provision: str = "art_9", **changes: object) -> None:
    told = {"timing": "within", "period": "PT24H", "clock": "detected", "what": {"en": f"What of {subject}"}}
    informing = law.Informing(**{"sender": "LAB", "recipient": recipient, "subject": subject} | told | changes)
    where = law.LaidDown(act=ACT, provision=provision, start=date(2022, 11, 22), source=PAGE)
    law.record_information_duty(
        by=FOCAL, owner="KAZ", key=key, informing=informing, laid_down=where, today=ground.TODAY
    )


def lay_directory() -> str:
    """The seat nfp (anna, deputy bela) has the mandate, dana sits above; the uid of the entry."""
    seated.lay()
    told = {"kind": "other", "title": "Chief", "mandate": "Order 2", "mandate_on": seated.BEGAN}
    people.create_seat(by=SYSTEM, owner="KAZ", key="chief", **told)
    people.appoint(by=SYSTEM, seat="chief", person="dana", capacity="holder", start=seated.BEGAN)
    bela = people.open_account(by=SYSTEM, email="bela@example.org", name="bela", password="a long password")
    people.link_person(by=SYSTEM, account=bela, person="bela")
    entry = Told(
        "ihr_nfp",
        "nfp",
        date(2024, 1, 1),
        None,
        "chief",
        "LAB",
        "+7 000 000 00 01",
        "post@example.org",
        "Day and night",
    )
    return str(mandates.record_mandate(by=FOCAL, owner="KAZ", told=entry).uid)
