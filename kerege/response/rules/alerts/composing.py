"""From an alert of this node to a CAP 1.2 message: languages as infos of one alert, with the same areas in each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kerege.lib.sensitivity import Sensitivity
from kerege.response.rules import moments
from kerege.response.rules.alerts.hazards import CATEGORIES, Hazard
from kerege.response.rules.alerts.placing import Place
from kerege.response.rules.alerts.texts import Said
from kerege.response.rules.cap.message import Info, Message, Named
from kerege.response.words.alerts import TLP, Status

SHOUTED = {
    Status.EXERCISE: {
        "en": "EXERCISE",
        "ru": "УЧЕНИЕ",
        "kk": "ОҚУ-ЖАТТЫҒУ",
        "ky": "МАШЫГУУ",
        "tg": "МАШҚ",
        "uz": "MASHQ",
    },
    Status.TEST: {"en": "TEST", "ru": "ПРОВЕРКА СВЯЗИ"},
}
"""What stands before the headline of a message that is not actual; in English where a language has no word here."""


@dataclass(frozen=True)
class Composed:
    """All that a message says."""

    identifier: str
    sender: str
    sender_name: str
    sent: datetime
    status: str
    msg_type: str
    label: Sensitivity
    recipients: Sequence[str]
    hazard: Hazard
    urgency: str
    severity: str
    certainty: str
    response_type: str
    onset: datetime | None
    expires: datetime
    texts: Sequence[Said]
    places: Sequence[Place]
    contact: str = ""
    note: str = ""
    references: str = ""
    thread: str = ""
    web: str = ""


def reference(sender: str, identifier: str, sent: datetime) -> str:
    """How CAP names a message: sender, identifier and moment, with commas between (3.2.1)."""
    return f"{sender},{identifier},{moments.written(sent)}"


def headline(text: str, *, status: str, language: str) -> str:
    """The headline as it is sent: a message that is not actual says so first, in each language."""
    word = SHOUTED.get(Status(status))
    return f"{word.get(language, word['en'])}: {text}" if word else text


def message(told: Composed) -> Message:
    """Open alerts have the scope Public. All others are Restricted, and say to whom by their TLP label."""
    public = told.label == Sensitivity.PUBLIC
    warned = " ".join(told.recipients)
    return Message(
        identifier=told.identifier,
        sender=told.sender,
        sent=moments.written(told.sent),
        status=told.status,
        msg_type=told.msg_type,
        scope="Public" if public else "Restricted",
        restriction="" if public else TLP[told.label],
        codes=("profile:kerege:1.0", TLP[told.label], *(f"warned:{code}" for code in told.recipients)),
        note=_note(told),
        references=told.references,
        incidents=told.thread,
        source=f"Kerege {warned}".strip() if warned else "Kerege",
        infos=tuple(_info(told, said) for said in told.texts),
    )


def _note(told: Composed) -> str:
    word = SHOUTED.get(Status(told.status))
    return " ".join(filter(None, (f"{word['en']} {word['en']} {word['en']}" if word else "", told.note)))


def _info(told: Composed, said: Said) -> Info:
    return Info(
        language=said.language,
        categories=CATEGORIES[told.hazard.sector],
        event=said.event,
        response_types=(told.response_type,),
        urgency=told.urgency,
        severity=told.severity,
        certainty=told.certainty,
        event_codes=told.hazard.event_codes,
        effective=moments.written(told.sent),
        onset=moments.written(told.onset) if told.onset else "",
        expires=moments.written(told.expires),
        sender_name=told.sender_name,
        headline=headline(said.headline, status=told.status, language=said.language),
        description=said.description,
        instruction=said.instruction,
        web=told.web,
        contact=told.contact,
        parameters=(Named("kerege:sector", told.hazard.sector),),
        areas=tuple(place.area for place in told.places),
    )
