"""A round about Kyrgyz law with three obligations, its people, and judgements on their way."""

from datetime import date

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.law import actions
from kerege.law.actions import citing, judging, reviewing, rounds
from kerege.law.models import Instrument, InstrumentProvision, InstrumentVersion, Judgement, Obligation, Topic
from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role

TODAY = date(2026, 11, 1)
DRAFTER = Actor("drafter", "Drafter", (Grant(Role.LEGAL_DRAFTER, "KGZ"),))
SECOND = Actor("second", "Second drafter", (Grant(Role.LEGAL_DRAFTER, "KGZ"),))
REVIEWER = Actor("reviewer", "Reviewer", (Grant(Role.REVIEWER, "KGZ"),))
FOCAL = Actor("focal", "Focal point", (Grant(Role.FOCAL_POINT, "KGZ"),))
BOTH = Actor("both", "Drafter and reviewer", (Grant(Role.LEGAL_DRAFTER, "KGZ"), Grant(Role.REVIEWER, "KGZ")))
STRANGER = Actor("stranger", "Reviewer elsewhere", (Grant(Role.REVIEWER, "KAZ"), Grant(Role.LEGAL_DRAFTER, "KAZ")))
YES = dict.fromkeys(["norm", "actor", "authority", "procedure", "enforcement", "resources"], "yes")
FULL = judging.Told(status="full", rationale="Article 4 lays it down.", chain=YES)
PARTIAL = judging.Told(status="partial", rationale="Half of it.")
NONE = judging.Told(status="none", rationale="Nothing was found.", search_log="The state register, three terms.")
ACT = {"relation": "implements", "title": "Law on biosafety", "address": "https://example.org/law", "place": "art. 4"}


def lay_obligations():
    """A treaty that binds everybody: OB-1, OB-2 (needs a penalty) and OB-3 (in an act of rank 3)."""
    treaty = actions.record_instrument(
        by=SYSTEM, key="TREATY", kind="treaty", names=[("en", "Treaty")], adopted_on=date(2000, 1, 1)
    )
    with act("tests.obligations.laid", by=SYSTEM, about="treaty"):
        treaty = Instrument.objects.get(pk=treaty.pk)
        treaty.universal = True
        treaty.save()
        since = date(2000, 1, 1)
        version = InstrumentVersion.objects.create(
            key="TREATY-1", instrument=treaty, position=1, adopted_on=since, in_force_on=since
        )
        topic = Topic.objects.create(key="safety", label={"en": "Safety"}, position=1)
        for n, more in enumerate(({}, {"needs_penalty": True}, {"min_norm_rank": 3}), start=1):
            place = InstrumentProvision.objects.create(instrument=treaty, eid=f"art_{n}", num=f"Art. {n}", position=n)
            Obligation.objects.create(
                key=f"OB-{n}",
                instrument=treaty,
                provision=place,
                since=version,
                topic=topic,
                kind="regulate",
                force="binding",
                statement={"en": f"Do thing {n}.", "ru": f"Сделать {n}."},
                position=n,
                **more,
            )


def opened(**changes):
    given = {"by": FOCAL, "owner": "KGZ", "key": "kgz-2026", "title": "Round 2026", "as_of": date(2026, 10, 1)}
    return rounds.open_round(**(given | changes), today=TODAY)


def stored(row):
    """The judgement as it stands in the database."""
    with checking():
        return Judgement.objects.inside_action().select_related("round", "obligation").get(pk=row.pk)


def drafted(round_, obligation="OB-1", told=FULL, *, by=DRAFTER, cite=True):
    row = judging.judge(by=by, round=str(round_.uid), obligation=obligation, told=told, today=TODAY)
    if cite:
        citing.cite_elsewhere(by=by, judgement=str(row.uid), **ACT, today=TODAY)
        row = stored(row)
    return row


def submitted(round_, obligation="OB-1", told=FULL, *, by=DRAFTER, cite=True):
    row = drafted(round_, obligation, told, by=by, cite=cite)
    return judging.submit_judgement(by=by, judgement=str(row.uid), today=TODAY)


def approved(round_, obligation="OB-1", told=FULL, *, by=DRAFTER, reviewer=REVIEWER, cite=True):
    row = submitted(round_, obligation, told, by=by, cite=cite)
    return reviewing.approve_judgement(by=reviewer, judgement=str(row.uid), today=TODAY)
