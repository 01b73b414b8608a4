"""Experts who could help with a request, as far as they show themselves to its reader on the day."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from kerege.inventory.queries.matches import need_of, spot_of_request
from kerege.inventory.queries.requests import RequestLine
from kerege.inventory.rules.expert_matches import Expert, ExpertMatch, match_expert, named_fields
from kerege.inventory.words.helping import HelpKind
from kerege.inventory.words.matches import EXPERTS_FOR
from kerege.privacy import queries as privacy
from kerege.privacy.queries import Listed
from kerege.privacy.words.experts import EXPERTISE
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class MatchedExpert:
    """Somebody who chose to be found and could help, with the reasons."""

    expert: Listed
    match: ExpertMatch


def expert_matches(viewer: Viewer, request: RequestLine, *, on: date, lang: str, size: int = 10) -> list[MatchedExpert]:
    """At most `size`, the best first. A field that is over, withdrawn or not for this viewer is no reason for or
    against anybody and puts nobody before another (privacy.queries.fitting).
    """
    if HelpKind(request.kind) not in EXPERTS_FOR:
        return []
    need = need_of(request)
    called = {str(code): {name, gettext(name)} for code, name in EXPERTISE.items()}
    named = named_fields(f"{request.title} {request.note}", called)

    def compare(line: Listed) -> ExpertMatch | None:
        return match_expert(need, _as_shown(line), named=named)

    near = spot_of_request(request, on, lang)
    found = privacy.fitting(viewer, on=on, compare=compare, near=near, size=size)
    return [MatchedExpert(expert, match) for expert, match in found]


def _as_shown(line: Listed) -> Expert:
    return Expert(
        owner=line.owner,
        roles=frozenset(line.roles),
        fields=frozenset(line.expertise),
        teaching=line.teaching,
        reserve=line.reserve,
        contact=bool(line.contact),
        km=line.km,
        ends=tuple(line.ends.values()),
    )
