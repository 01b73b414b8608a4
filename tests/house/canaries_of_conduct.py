"""A code of conduct with a version, an adoption and a pledge, for the worlds of the leak tests."""

from datetime import date
from typing import Any

from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.outreach.models import CodeAdoption, CodeOfConduct, CodeVersion, Pledge
from kerege.people.models import Organisation, Person
from kerege.people.rules import SYSTEM
from tests.house import canaries_of_country_reports, canaries_of_library

OWNER, DAY, CENTRE = "KAZ", date(2025, 2, 3), "CANARY-CENTRE"


def lay_conduct(level: Sensitivity, laid: Any) -> None:
    """All of one level, with the library. The digest stands for all that a pledge without a name holds: its signer
    alone reads it.
    """
    kept: dict[str, Any] = {"owner": OWNER, "label": level}
    title = laid.word("code", level)
    content = {
        "languages": ["en"],
        "title": {"en": title},
        "preamble": {"en": laid.word("codewhy", level)},
        "principles": [{"key": "risk", "text": {"en": laid.word("codeword", level)}, "tianjin": [5]}],
    }
    with act("tests.conduct.laid", by=SYSTEM, about="conduct"):
        key = f"code-{laid.mark}{level.name.lower()}"
        code = CodeOfConduct.objects.create(**kept, key=key, title=title, rights=laid.word("coderights", level))
        stands: dict[str, Any] = {"state": "published", "published_on": DAY, "content": content, "digest": title}
        version = CodeVersion.objects.create(**kept, **stands, of=code, version=laid.word("kv", level))
        body = Organisation.objects.get(key=CENTRE)
        CodeAdoption.objects.create(**kept, code=code, organisation=body, from_day=DAY)
        signer = Person.objects.inside_action().get(key=f"CANARY-{level.name}")
        told: dict[str, Any] = {"lang": "en", "digest": laid.word("pledge", level, shown=False), "signed_on": DAY}
        pledge = Pledge.objects.create(**kept, **told, version=version, person=signer)
    laid.uids.setdefault("code", []).append(key)
    laid.keep("pledge", pledge)
    canaries_of_library.lay_library(level, laid)
    canaries_of_country_reports.lay_country_reports(level, laid)


def designated() -> dict[str, str]:
    """A code of a designated country that a body of that country adopted and somebody of there signed openly."""
    content = {
        "languages": ["en"],
        "title": {"en": "A code"},
        "preamble": {"en": "Why it is."},
        "principles": [{"key": "risk", "text": {"en": "I weigh risks."}, "tianjin": [5]}],
    }
    kept: dict[str, Any] = {"owner": "XKX", "label": Sensitivity.PUBLIC}
    with act("tests.conduct.laid", by=SYSTEM, about="conduct"):
        code = CodeOfConduct.objects.create(**kept, key="out-code", title="A code")
        stands: dict[str, Any] = {"state": "published", "published_on": DAY, "content": content, "digest": "d-out"}
        version = CodeVersion.objects.create(**kept, **stands, of=code, version="1")
        body = Organisation.objects.get(key="OUT-SCHOOL")
        CodeAdoption.objects.create(**kept, code=code, organisation=body, from_day=DAY)
        signer = Person.objects.inside_action().get(key="OUT-HOLDER")
        told: dict[str, Any] = {"lang": "en", "digest": "d", "signed_on": DAY, "signed_as": "Somebody"}
        pledge = Pledge.objects.create(**kept, **told, version=version, person=signer)
    further = canaries_of_library.designated() | canaries_of_country_reports.designated()
    return {"code": code.key, "pledge": str(pledge.uid), **further}
