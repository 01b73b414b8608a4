"""Who an agent is, what an activity is called, and which versions this address speaks."""

import json

from django.http import HttpResponse

from kerege.api.xapi.door import Asking
from kerege.lrs import queries
from kerege.lrs.rules.agents import person
from kerege.lrs.rules.asking import activity_asked, agent_value, known
from kerege.lrs.words import Edition


def agents(asking: Asking) -> HttpResponse:
    """The person behind an agent: what was asked with. The store gathers no other names and addresses of people."""
    known(asking.params, ("agent",))
    return _json(person(agent_value(asking.params)))


def activities(asking: Asking) -> HttpResponse:
    """An activity with what was told of it last; one that nobody spoke of is told by its id."""
    iri = activity_asked(asking.params)
    told = queries.activity_told(asking.caller, [iri]).get(iri)
    return _json({"objectType": "Activity", "id": iri, **({"definition": told} if told else {})})


def about(edition: Edition) -> HttpResponse:
    """Which version this address speaks."""
    return _json({"version": [edition.value], "extensions": {}})


def _json(value: object) -> HttpResponse:
    return HttpResponse(json.dumps(value, ensure_ascii=False), content_type="application/json")
