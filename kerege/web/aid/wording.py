"""Cases of mutual aid in words of the reader's language."""

from typing import Any

from django.utils.translation import gettext

from kerege.lib.refusal import N_
from kerege.response.queries.aid import AidLine, EntryLine
from kerege.response.words import aid as words
from kerege.response.words.aid import AidSide, AidState, AidStep
from kerege.web.shell.navigation import address
from kerege.web.shell.wording import word_of

TONES = {
    AidState.ASKED: "warn",
    AidState.OFFERED: "warn",
    AidState.REQUISITIONED: "warn",
    AidState.COMMITTED: "good",
    AidState.DEPLOYED: "good",
    AidState.ARRIVED: "good",
    AidState.RETURNED: "",
}
DOING = {
    AidStep.OFFER: (N_("Offer what was asked for"), N_("Offer it")),
    AidStep.DECLINE: (N_("Decline"), N_("Decline it")),
    AidStep.REQUISITION: (N_("Take the offer up"), N_("Take it up")),
    AidStep.COMMIT: (N_("Promise it, with costs and customs"), N_("Promise it")),
    AidStep.DEPLOY: (N_("Say that it is on its way"), N_("It is on its way")),
    AidStep.ARRIVE: (N_("Say that it has arrived"), N_("It has arrived")),
    AidStep.RELEASE: (N_("Say that it is needed no more"), N_("It is needed no more")),
    AidStep.RECALL: (N_("Call it back"), N_("Call it back")),
    AidStep.RETURN: (N_("Say that it is back home, and in which state"), N_("It is back home")),
    AidStep.WITHDRAW: (N_("Withdraw"), N_("Withdraw it")),
}


def trail() -> list[tuple[str, str]]:
    return [(gettext("Mutual aid"), address("aid"))]


def doing(step: AidStep) -> tuple[str, str]:
    """The heading of a step's form and its button."""
    title, button = DOING[step]
    return gettext(title), gettext(button)


def row(line: AidLine, names: dict[str, Any]) -> dict[str, Any]:
    """Everything of a case that has a word."""
    return {
        "line": line,
        "asker": names.get(line.asker, line.asker),
        "giver": names.get(line.giver, line.giver),
        "status": word_of(words.AID_STATUSES, line.status),
        "state": word_of(words.AID_STATES, line.state),
        "tone": TONES.get(line.state, ""),
        "bearer": word_of(words.BEARERS, line.bearer),
        "next": [doing(step)[0] for step in line.next],
    }


def cells(each: dict[str, Any]) -> tuple[Any, ...]:
    line = each["line"]
    head = (each["asker"], each["giver"], each["status"], line.what, line.start, line.until, each["state"])
    return (*head, each["bearer"], line.cost, line.spent, line.currency, line.customs, line.returned_on)


def entry(each: EntryLine, line: AidLine, names: dict[str, Any]) -> dict[str, Any]:
    code = line.asker if each.side == AidSide.ASKER else line.giver
    return {
        "line": each,
        "country": names.get(code, code),
        "step": word_of(words.AID_STEPS, each.step),
        "message": words.MESSAGES[AidStep(each.step)],
    }
