"""Mutual aid of the example world: two countries that go on step by step, as their focal points do on the pages."""

from datetime import date
from typing import Any

from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.response.actions import aid
from kerege.response.queries import aid as reading
from kerege.response.words.aid import AidStep
from kerege.sharing.queries import viewer_of_actor


def aid_case(
    *,
    by: Actor,
    request: str,
    giver: str,
    asker_account: str,
    giver_account: str,
    begun: date,
    what: str,
    start: date,
    until: date,
    status: str,
    begins: str,
    bearer: str = "open",
    cost: str = "",
    currency: str = "",
    cost_note: str = "",
    customs: str = "",
    facility: str = "",
    steps: list[str] | None = None,
    synthetic: bool = True,
) -> None:
    """A case and how far it came. `begins` is ask or offer; a step is a word, a day and what was said, with blanks
    between. The terms are those of the promise.
    """
    asks = begins == "ask"
    first = _acting(asker_account if asks else giver_account, begun)
    viewer = viewer_of_actor(first, on=begun)
    known = reading.aid_cases(viewer, first, on=begun, request=request)
    if any(line.giver == giver and line.what == what for line in known):
        return
    plain = aid.Terms(what=what, start=start, until=until)
    begin = aid.ask_aid if asks else aid.offer_aid
    told: dict[str, Any] = {
        "request": request,
        "giver": giver,
        "facility": facility,
        "status": status,
        "synthetic": synthetic,
    }
    case = str(begin(by=first, terms=plain, today=begun, **told).uid)
    terms = aid.Terms(what, start, until, bearer, cost, currency, cost_note, customs)
    for each in steps or []:
        word, day_, *rest = each.split(" ", 2)
        day, note = date.fromisoformat(day_), "".join(rest)
        asker = word in {AidStep.REQUISITION, AidStep.ARRIVE, AidStep.RELEASE}
        acting = _acting(asker_account if asker else giver_account, day)
        if word == AidStep.COMMIT:
            aid.commit_aid(by=acting, case=case, terms=terms, note=note, today=day)
        else:
            aid.take_aid_step(by=acting, case=case, step=word, note=note, day=day, today=day)


def _acting(account: str, on: date) -> Actor:
    return people.actor_for(people.account(account), on=on, strong=True)
