"""What somebody should do next, by role, computed from what is recorded and what is missing."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext, ngettext

from kerege.atlas import queries as atlas
from kerege.indicators.rules import Reading
from kerege.indicators.words import State
from kerege.law import queries as law
from kerege.lib.refusal import N_, Refusal
from kerege.lib.versions import text_in
from kerege.outreach.words import EventKind, Status
from kerege.people.rules import REGION
from kerege.people.words import ORPHANED, Orphaned, Role
from kerege.sharing import queries as sharing
from kerege.training.queries import CourseLine
from kerege.web.home.clock_steps import clocks
from kerege.web.home.known import Known
from kerege.web.home.report_steps import reports_waiting
from kerege.web.home.step import Step, Steps
from kerege.web.law.drafting import step_name
from kerege.web.people.wording import in_words
from kerege.web.shell.figures import day, figure, stated
from kerege.web.shell.navigation import address

QUIET_DAYS = 365
MOST_GAPS = 3


def vacant_seats(known: Known) -> Steps:
    vacant = [seat for seat in known.seats if seat.vacant]
    if vacant:
        n = len(vacant)
        title = ngettext("Fill %(n)s vacant seat", "Fill %(n)s vacant seats", n) % {"n": figure(n)}
        yield Step(title, "; ".join(seat.title for seat in vacant[:MOST_GAPS]), _of(known, "seats", "owner"))


def own_tasks(known: Known) -> Steps:
    """What the seats have to do on which the reader sits, in every role; the most urgent first."""
    own = [task for task in known.own_tasks if known.owner in {task.owner, REGION}]
    for task in map(in_words, own[:MOST_GAPS]):
        due = gettext("It was due on %(day)s.") if task.late else gettext("It is due on %(day)s.")
        yield Step(task.title, due % {"day": day(task.due)}, address("task", task.uid))
    if len(own) > MOST_GAPS:
        n = len(own) - MOST_GAPS
        title = ngettext("%(n)s more task of your seats", "%(n)s more tasks of your seats", n) % {"n": figure(n)}
        yield Step(
            title, gettext("Every task has a day; none belongs to an account."), address("tasks") + "?state=open"
        )


def codes_to_sign(known: Known) -> Steps:
    """Codes of conduct that the reader signed in a version that another has replaced."""
    for line in known.pledges_outdated:
        text = gettext("You signed version %(signed)s; version %(current)s has taken its place.")
        told = text % {"signed": line.version, "current": line.current}
        yield Step(
            gettext("Sign a code of conduct again: %(title)s") % {"title": line.title}, told, address("code", line.code)
        )


def planned_handovers(known: Known) -> Steps:
    for line in known.handovers:
        if line.state == "planned":
            title = gettext("A seat is handed over on %(day)s") % {"day": day(line.on)}
            yield Step(title, line.seat_title, address("seat_handover", line.uid))


ORPHAN_STEPS = {
    Orphaned.ROLE_ON_VACANT_SEAT: ("seats", N_("A role stands on a vacant seat")),
    Orphaned.HOLDER_WITHOUT_ACCOUNT: ("accounts", N_("Whoever sits on a seat has no account")),
    Orphaned.ACCOUNT_WITHOUT_PERSON: ("accounts", N_("An account with a role on a seat belongs to no person")),
    Orphaned.ACCOUNT_WITHOUT_ROLE: ("accounts", N_("Every role of an account has ended")),
    Orphaned.TASK_ON_VACANT_SEAT: ("tasks", N_("A task waits at a vacant seat")),
    Orphaned.LATE_TASK: ("tasks", N_("A task is late")),
}


def orphaned(known: Known) -> Steps:
    """What nobody holds any more, one step for each kind with the first that was found."""
    for kind, (name, title) in ORPHAN_STEPS.items():
        found = [o for o in known.orphans if o.kind == kind]
        if found:
            n = len(found)
            many = ngettext("%(title)s (%(n)s)", "%(title)s (%(n)s)", n) % {"title": gettext(title), "n": figure(n)}
            text = gettext("Look into the list of accounts.")  # an address is for whoever manages the account
            if not found[0].account:
                text = gettext(ORPHANED[kind]) % asdict(found[0])
            yield Step(many, text, _of(known, name, "owner"))


def conflicts(known: Known) -> Steps:
    found = [r for r in known.readings if r.conflicts]
    for reading in found[:MOST_GAPS]:
        values = sorted({value for c in reading.conflicts for value, _ in c.values})
        yield Step(
            gettext("Sources disagree: %(indicator)s") % {"indicator": gettext(reading.indicator.title)},
            gettext("They state %(figures)s. Ask which one is right; none is overwritten meanwhile.")
            % {"figures": ", ".join(figure(v) for v in values)},
            _indicator(known, reading),
        )


def without_source(known: Known) -> Steps:
    n = sum(not record.sources for record in known.records)
    if n:
        yield Step(
            ngettext("%(n)s record has no source", "%(n)s records have no source", n) % {"n": figure(n)},
            gettext("What has no source is no evidence. Add the page or document that tells of it."),
            _of(known, "courses", "country"),
        )


def silence(known: Known) -> Steps:
    last = known.last_day
    if last is None:
        yield Step(
            gettext("Record the first activity"),
            gettext("No dated record is here yet. Begin with a course or an event and its source."),
            _of(known, "courses", "country"),
        )
    elif (known.on - last).days > QUIET_DAYS:
        yield Step(
            gettext("No data since %(day)s") % {"day": day(last)},
            gettext("Nothing says whether nothing happened or nothing was recorded. Record what has happened since."),
            _of(known, "events", "country"),
        )


def unsettled(known: Known) -> Steps:
    over = [c for c in known.courses if c.status in {Status.PLANNED, Status.UNKNOWN}]
    over = [c for c in over if c.last_day is None or c.last_day < known.on]
    if over:
        n = len(over)
        yield Step(
            ngettext("Settle %(n)s course", "Settle %(n)s courses", n) % {"n": figure(n)},
            gettext("They were planned, and nobody has said whether they were held. Until then they prove nothing."),
            _courses(known, over),
        )


def sizes_unknown(known: Known) -> Steps:
    found = [c for c in known.courses if c.status == Status.HELD and c.counted.basis == "unknown" and not c.group]
    if found:
        n = len(found)
        yield Step(
            ngettext("%(n)s course has no number of trainees", "%(n)s courses have no number of trainees", n)
            % {"n": figure(n)},
            gettext("Close the register, or record a source that states the number."),
            _courses(known, found),
        )


def gaps(known: Known) -> Steps:
    """The claims of which the smallest share is proved."""
    beside = [r for r in known.readings if r.claims and r.evidence.state == State.RECORDED]
    short = sorted((r for r in beside if r.difference and r.difference[0] > 0), key=_share)
    for reading in short[:MOST_GAPS]:
        claim = max(reading.claims, key=lambda c: c.value)
        yield Step(
            gettext(reading.indicator.title),
            gettext("Claimed: %(claim)s. Proved by records: %(evidence)s. See what is missing.")
            % {"claim": stated(claim.value, claim.qualifier), "evidence": figure(reading.evidence.high)},
            _indicator(known, reading),
        )


def _share(reading: Reading) -> float:
    return (reading.evidence.high or 0) / max(1, *(c.value for c in reading.claims))


def unproved(known: Known) -> Steps:
    bare = [r for r in known.readings if r.claims and r.evidence.state != State.RECORDED]
    if bare:
        n = len(bare)
        yield Step(
            ngettext("%(n)s claim has no record at all", "%(n)s claims have no record at all", n) % {"n": figure(n)},
            "; ".join(gettext(r.indicator.title) for r in bare[:MOST_GAPS]),
            address("indicators"),
        )


def journal(known: Known) -> Steps:
    try:
        acts = sharing.acts(known.viewer)
    except Refusal:
        return
    refused = [a for a in acts if a.refused]
    yield Step(
        gettext("Verify the journal"),
        gettext("The newest act that you may read is number %(n)s.") % {"n": figure(acts[0].seq if acts else 0)},
        address("journal") + "?verify=1" if address("journal") else "",
    )
    if refused:
        n = len(refused)
        yield Step(
            ngettext("Look at %(n)s refused attempt", "Look at %(n)s refused attempts", n) % {"n": figure(n)},
            gettext("They are among the newest acts that you may read."),
            address("journal"),
        )


def courses_to_attend(known: Known) -> Steps:
    coming = [
        c for c in known.courses if c.status == Status.PLANNED and (c.first_day is None or c.first_day >= known.on)
    ]
    if coming:
        yield Step(coming[0].title, gettext("This course is planned."), address("course", coming[0].uid))
    held = [c for c in known.courses if c.status == Status.HELD]
    if held:
        n = len(held)
        yield Step(
            ngettext("%(n)s course of your country", "%(n)s courses of your country", n) % {"n": figure(n)},
            gettext("The latest was: %(title)s") % {"title": held[0].title},
            _of(known, "courses", "country"),
        )
    else:
        yield Step(
            gettext("No course of your country is recorded"),
            gettext("Look at the courses of the region, and ask your focal point for the next one."),
            address("courses"),
        )


def registers(known: Known) -> Steps:
    found = [c for c in known.courses if c.status == Status.HELD and c.register_closed_on is None]
    if found:
        n = len(found)
        yield Step(
            ngettext("Close the register of %(n)s course", "Close the registers of %(n)s courses", n)
            % {"n": figure(n)},
            gettext("Only a closed register proves persons; a number in a report does not."),
            _courses(known, found),
        )


def curricula_waiting(known: Known) -> Steps:
    """Curricula of the owner to which something is offered, and those whose parent has a newer version."""
    for each in known.curricula_waiting[:MOST_GAPS]:
        if each.offers:
            title = ngettext("%(n)s improvement is offered", "%(n)s improvements are offered", each.offers)
            yield Step(title % {"n": figure(each.offers)}, each.title, address("curriculum_offers", each.key))
        if each.newest:
            text = gettext("The parent has version %(version)s now; bring yours up to date.")
            yield Step(each.title, text % {"version": each.newest}, address("curriculum", each.key))


def cards_to_confirm(known: Known) -> Steps:
    n = known.stale_cards
    if n:
        found = address("facilities")
        yield Step(
            ngettext("Confirm the card of %(n)s facility", "Confirm the cards of %(n)s facilities", n)
            % {"n": figure(n)},
            gettext("Nobody has said for a year that it holds. Look it over; one press confirms it."),
            f"{found}?stale=yes" + (f"&country={known.owner}" if known.owner != REGION else "") if found else "",
        )


def drafts(known: Known) -> Steps:
    """Drafts whose chair the reader is, each with its next step, and gaps of theirs without a draft."""
    for each in known.own_drafts[:MOST_GAPS]:
        if each.next is not None:
            title = gettext("A draft of yours waits for: %(step)s") % {"step": step_name(each.next, known.lang)}
            yield Step(title, each.title, address("drafting_task", each.uid))
    for gap in known.own_gaps[:MOST_GAPS]:
        yield Step(
            gettext("A gap of yours waits for a draft"), f"{gap.obligation}: {gap.missing}", address("gap", gap.uid)
        )


def law_gaps(known: Known) -> Steps:
    told = {status.instrument for status in known.statuses}
    missing = [i for i in law.instruments(on=known.on, lang=known.lang) if i.key not in told]
    if missing:
        n = len(missing)
        yield Step(
            ngettext("Record the status of %(n)s instrument", "Record the status of %(n)s instruments", n)
            % {"n": figure(n)},
            "; ".join(i.name for i in missing[:MOST_GAPS]),
            address("law"),
        )
    if known.milestones:
        last = known.milestones[-1]
        yield Step(gettext("Follow the newest step of law"), last.title, address("law"))


def reports_due(known: Known) -> Steps:
    """Reports to international bodies whose day is near, and those that wait for a second person."""
    for duty in known.duties_near[:MOST_GAPS]:
        name = f"{text_in(duty.title, known.lang, 'en')}, {duty.deadline.period}"
        left = ngettext("It is due in %(n)s day, on %(day)s.", "It is due in %(n)s days, on %(day)s.", duty.days)
        told = left % {"n": figure(duty.days), "day": day(duty.deadline.on)}
        if duty.provisional:
            told = f"{told} {gettext('The day is provisional: check it.')}"
        yield Step(name, told, address("report", duty.report.uid) if duty.report else address("report_calendar"))


def exercises(known: Known) -> Steps:
    found = [e for e in known.events if e.kind == EventKind.EXERCISE]
    text = gettext("The latest was: %(title)s") % {"title": found[0].title} if found else ""
    yield Step(
        gettext("Prepare the next exercise") if found else gettext("Plan an exercise"),
        text or gettext("Alone or from a template: objectives, roles of players, and the master events list."),
        address("exercises"),
    )


def superseded(known: Known) -> Steps:
    n = len(atlas.superseded_citations(on=known.on))
    if n:
        yield Step(
            ngettext("%(n)s record cites a superseded edition", "%(n)s records cite a superseded edition", n)
            % {"n": figure(n)},
            gettext("The standard has a newer edition. Review what rests on the old one."),
            address("standards"),
        )


def sources_without_address(known: Known) -> Steps:
    n = sum(not s.addresses for s in atlas.source_lines().values())
    if n:
        yield Step(
            ngettext("%(n)s source has no address", "%(n)s sources have no address", n) % {"n": figure(n)},
            gettext("Nobody can look it up. Add the address or the number of the document."),
            address("sources"),
        )


def beginning(known: Known) -> Steps:
    """For somebody who is not signed in."""
    n = sum(bool(r.claims) for r in known.readings)
    yield Step(
        gettext("See what was claimed and what is proved"),
        ngettext(
            "%(n)s published figure stands beside the records.", "%(n)s published figures stand beside the records.", n
        )
        % {"n": figure(n)},
        address("indicators"),
    )
    yield Step(
        gettext("Read what Project 53 is"),
        gettext("Its own page, with countries, areas and timeline."),
        address("project"),
    )
    yield Step(
        gettext("Sign in"),
        gettext("To record, to review, or to see what your country shares with you."),
        address("account_login"),
    )


STEPS: dict[str, tuple[Callable[[Known], Steps], ...]] = {
    Role.FOCAL_POINT: (
        *(clocks, drafts, orphaned, vacant_seats, conflicts, without_source, silence, unsettled, sizes_unknown),
        *(reports_due, curricula_waiting, cards_to_confirm),
    ),
    Role.SECRETARIAT: (orphaned, vacant_seats, conflicts, curricula_waiting, unsettled, superseded, unproved),
    Role.DONOR: (gaps, unproved, conflicts),
    Role.AUDITOR: (journal, conflicts, without_source),
    Role.REVIEWER: (clocks, conflicts, superseded, without_source, unproved),
    Role.LEARNER: (courses_to_attend,),
    Role.TRAINER: (courses_to_attend, registers),
    Role.MASTER_TRAINER: (curricula_waiting, registers, courses_to_attend, sizes_unknown),
    Role.TRAINING_CENTRE_MANAGER: (registers, unsettled, sizes_unknown),
    Role.BIOSAFETY_OFFICER: (clocks, courses_to_attend, superseded),
    Role.LABORATORY_HEAD: (cards_to_confirm, courses_to_attend, superseded),
    Role.LEGAL_DRAFTER: (drafts, reports_due, law_gaps),
    Role.EXERCISE_DIRECTOR: (exercises,),
    Role.NODE_ADMINISTRATOR: (orphaned, sources_without_address, superseded),
}


def steps(role: str, known: Known) -> list[Step]:
    """What is next for a role in one country or, for REGION, everywhere."""
    finds = (own_tasks, planned_handovers, codes_to_sign, reports_waiting, *STEPS.get(role, (beginning,)))
    return [step for find in finds for step in find(known)]


def _of(known: Known, name: str, parameter: str) -> str:
    found = address(name)
    return f"{found}?{parameter}={known.owner}" if found and known.owner != REGION else found


def _courses(known: Known, found: list[CourseLine]) -> str:
    """Where these courses are found: one of a centre by itself, because no list is that of one centre."""
    if known.host and len(found) == 1:
        return address("course", found[0].uid)
    return _of(known, "courses", "country")


def _indicator(known: Known, reading: Any) -> str:
    found = address("indicator", reading.indicator.key)
    return f"{found}?country={known.owner}" if found and known.owner != REGION else found
