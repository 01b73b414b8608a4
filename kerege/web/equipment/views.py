"""Equipment for readers: items, lots with their ledger, distribution plans."""

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.inventory import queries
from kerege.inventory.queries import HolderRef, LotLine, PlanPage
from kerege.inventory.rules.counting import item_state
from kerege.inventory.words.equipment import (
    CERTIFIED,
    EQUIPMENT_KINDS,
    HAPPENINGS,
    OUTCOMES,
    STAGES,
    Certified,
    EquipmentKind,
)
from kerege.inventory.words.statistics import ITEM_STATES, ItemState
from kerege.people.rules import may, owners_for
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.activities.history import history
from kerege.web.equipment.tables import items_table, lots_table
from kerege.web.equipment.wording import line, stages, whereabouts
from kerege.web.inventory.wording import options
from kerege.web.shell.asked import a_line, asks, one_of
from kerege.web.shell.exports import respond

CALL = "call"
"""The filter for items for which somebody has to call a tester."""


@require_GET
@asks(
    kind=one_of(EquipmentKind),
    standing=one_of(Certified, CALL),
    state=one_of(ItemState),
    facility=a_line(20),
)
def items(request: HttpRequest) -> HttpResponse:
    """Items as on the day with how they stand, and for how many a tester has to be called. `?format=` is a file."""
    choice = lists.chosen(request)
    asked = request.GET.get("standing", "")
    wanted = queries.NEEDS_WORK if asked == CALL else (asked,) if asked else ()
    facility = request.GET.get("facility", "")
    everything = queries.items(
        request.viewer, on=choice.on, territory=choice.country, kind=choice.kind, facility=facility
    )
    state = request.GET.get("state", "")
    found = [item for item in everything if not wanted or item.standing.certified in wanted]
    found = [item for item in found if not state or item_state(item.standing) == state]
    if choice.format:
        table = items_table(request.viewer, found, choice)
        return respond(request, table, filename="kerege-equipment", format=choice.format)
    counted = Counter(item.standing.certified for item in everything)
    page = Paginator(found, lists.SHOWN).get_page(choice.page)
    names = lists.names_of({item.territory for item in page.object_list}, choice)
    organisations = organisations_of((item.holder for item in page.object_list), choice)
    context = {
        "lines": [line(item, names, organisations) for item in page.object_list],
        "total": len(found),
        "page": page,
        "choice": choice,
        "asked": asked,
        "facility": facility,
        "state": state,
        "state_name": gettext(ITEM_STATES[ItemState(state)]) if state else "",
        "to_call": sum(counted[each] for each in queries.NEEDS_WORK),
        "usable": sum(item.standing.usable for item in everything),
        "all": len(everything),
        "kinds": options(EQUIPMENT_KINDS, choice.kind),
        "standings": [(str(c), gettext(CERTIFIED[c]), counted[c], str(c) == asked) for c in Certified if counted[c]],
        "countries": lists.countries(choice.on, choice.lang),
    }
    return render(request, "equipment/items.html", context)


@require_GET
def item(request: HttpRequest, uid: object) -> HttpResponse:
    """One item: how it stands, where it is, what happened to it, its certificates."""
    choice = lists.chosen(request)
    found = queries.item(request.viewer, str(uid), on=choice.on)
    if found is None:
        raise lists.not_there(gettext("item"), uid)
    organisations = organisations_of([found.item.holder, *(e.holder for e in found.events)], choice)
    testers = lists.organisation_names([c.tester for c in found.certificates], choice)
    context = line(found.item, lists.names_of({found.item.territory}, choice), organisations) | {
        "events": [(e, gettext(HAPPENINGS[e.what]), whereabouts(e.holder, organisations)) for e in found.events],
        "certificates": [
            (c, gettext(OUTCOMES[c.outcome]), testers.get(c.tester, c.tester)) for c in found.certificates
        ],
        "mine": may(request.actor, Deed.RECORD_RESOURCE, found.item.owner),
        "needs_work": found.item.standing.certified in queries.NEEDS_WORK,
        "history": history(request.viewer, found.item.uid),
    }
    return render(request, "equipment/item.html", context)


@require_GET
@asks(kind=one_of(EquipmentKind), text=a_line(200))
def lots(request: HttpRequest) -> HttpResponse:
    """What was bought, and where its pieces stood on the day. `?format=` is a file."""
    choice = lists.chosen(request)
    found = queries.lots(request.viewer, on=choice.on, territory=choice.country, kind=choice.kind)
    found = [each for each in found if choice.text.casefold() in each.title.casefold()]
    if choice.format:
        return respond(request, lots_table(request.viewer, found, choice), filename="kerege-lots", format=choice.format)
    names = lists.names_of({each.territory for each in found}, choice)
    page = Paginator(found, lists.SHOWN).get_page(choice.page)
    context = {
        "lines": [_lot(each, names) for each in page.object_list],
        "total": len(found),
        "page": page,
        "choice": choice,
        "kinds": options(EQUIPMENT_KINDS, choice.kind),
        "countries": lists.countries(choice.on, choice.lang),
        "may_record": bool(owners_for(request.actor, Deed.RECORD_RESOURCE)),
    }
    return render(request, "equipment/lots.html", context)


@require_GET
def lot(request: HttpRequest, key: str) -> HttpResponse:
    """The ledger of a lot: every step, who has pieces, and the items that were accepted."""
    choice = lists.chosen(request)
    found = queries.lot(request.viewer, key, on=choice.on)
    if found is None:
        raise lists.not_there(gettext("lot"), key)
    kept = queries.items(request.viewer, on=choice.on, lot=key)
    holders = [h for m in found.movements for h in (m.giver, m.taker)] + [h.holder for h in found.held]
    organisations = organisations_of([*holders, *(i.holder for i in kept)], choice)
    names = lists.names_of({found.lot.territory, *(i.territory for i in kept)}, choice)
    context = _lot(found.lot, names) | {
        "movements": [
            {
                "movement": m,
                "source": gettext(STAGES[m.source]),
                "target": gettext(STAGES[m.target]),
                "giver": whereabouts(m.giver, organisations),
                "taker": whereabouts(m.taker, organisations),
            }
            for m in found.movements
        ],
        "held": [(h, whereabouts(h.holder, organisations)) for h in found.held],
        "items": [line(i, names, organisations) for i in kept],
        "sources": found.sources,
        "mine": may(request.actor, Deed.RECORD_RESOURCE, found.lot.owner),
        "history": history(request.viewer, found.lot.uid),
    }
    return render(request, "equipment/lot.html", context)


@require_GET
@asks()
def plans(request: HttpRequest) -> HttpResponse:
    """Distribution plans, the newest first."""
    found = queries.plans(request.viewer)
    may_record = bool(owners_for(request.actor, Deed.RECORD_RESOURCE))
    return render(request, "equipment/plans.html", {"plans": found, "may_record": may_record})


@require_GET
def plan(request: HttpRequest, key: str) -> HttpResponse:
    """One plan: who gets what, and who has agreed."""
    choice = lists.chosen(request)
    found = plan_of(request, key)
    organisations = organisations_of((s.holder for s in found.shares), choice)
    context = {
        "plan": found,
        "shares": [(s, whereabouts(s.holder, organisations)) for s in found.shares],
        "team": queries.may_agree(by=request.actor, owner=found.owner, on=choice.on),
        "history": history(request.viewer, found.uid),
    }
    return render(request, "equipment/plan.html", context)


def plan_of(request: HttpRequest, key: str) -> PlanPage:
    """The plan that the reader may see. Refuses people.unknown_key in the same words where there is none."""
    found = queries.plan(request.viewer, key)
    if found is None:
        raise lists.not_there(gettext("distribution plan"), key)
    return found


def organisations_of(holders: Any, choice: lists.Choice) -> dict[str, str]:
    """The names of the organisations among holders."""
    keys = {holder.organisation for holder in holders if isinstance(holder, HolderRef)}
    return lists.organisation_names(keys, choice)


def _lot(found: LotLine, names: dict[str, Any]) -> dict[str, Any]:
    return {
        "lot": found,
        "kind": gettext(EQUIPMENT_KINDS[EquipmentKind(found.kind)]),
        "make": " ".join(part for part in (found.maker, found.model) if part),
        "country": names.get(found.territory),
        "stages": stages(found),
    }
