"""What a node does by itself and when; what follows from a failure. Plain Python."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from kerege.lib.refusal import N_


@dataclass(frozen=True)
class Job:
    """`run` is the path of a function that takes `by` and `at`. It runs daily `at` (UTC), or else `every` so often.

    `longest`: a worker that has not finished it by then is taken for dead.
    """

    key: str
    name: str
    run: str
    at: time | None = None
    every: timedelta = timedelta(0)
    longest: timedelta = timedelta(minutes=10)


JOBS = {
    job.key: job
    for job in (
        Job("mail", N_("Send mail that could not be sent before"), "kerege.jobs.actions.send_waiting",
            every=timedelta(minutes=1)),
        Job("imports", N_("Go on with imports that were interrupted"), "kerege.inventory.actions.carry_on",
            every=timedelta(minutes=1)),
        Job("digest", N_("Tell focal points what was recorded for their country"), "kerege.api.mail.send_digests",
            at=time(2, 0)),
        Job("anchor", N_("Sign what the journal is, so that nobody cuts off its end"), "kerege.config.nightly.anchor",
            every=timedelta(hours=1)),
        Job("backup", N_("Back up the node where a folder or recipients are set"), "kerege.config.nightly.back_up",
            at=time(0, 45), longest=timedelta(hours=3)),
        Job("retention", N_("Delete what is kept about people no longer"), "kerege.privacy.actions.run_retention",
            at=time(1, 45)),
        Job("guests", N_("Take names off the lists of events whose time is over"),
            "kerege.outreach.actions.forget_guests_over", at=time(1, 50)),
        Job("facilities", N_("Remind focal points of cards that nobody has confirmed for a year"),
            "kerege.inventory.actions.remind_keepers", at=time(2, 30)),
        Job("help", N_("End enquiries that nobody answered in time, and tell both sides"),
            "kerege.api.help_mail.end_expired", at=time(2, 50)),
        Job("quality", N_("Remind seats of overdue corrective actions and of reviews"),
            "kerege.capacity.actions.remind_seats", at=time(2, 40)),
        Job("certificates", N_("Remind trainers of certificates and deadlines that end"),
            "kerege.api.certificate_mail.remind_holders", at=time(3, 0)),
        Job("followups", N_("Ask trained trainers, months later, whether they teach"),
            "kerege.api.followup_mail.ask_trainers", at=time(3, 10)),
        Job("courses", N_("Tell participants of places, of times that changed and of courses that begin"),
            "kerege.api.course_mail.tell_participants", every=timedelta(hours=1)),
        Job("alerts", N_("Write to neighbours and subscribers about alerts that were issued"),
            "kerege.api.alert_mail.tell_of_alerts", every=timedelta(minutes=1)),
        Job("exams", N_("End and grade attempts at exams whose time is over"),
            "kerege.training.actions.exams.end_overdue", every=timedelta(minutes=1)),
        Job("exam_mail", N_("Tell of exams that open or close, of results, decisions and papers to mark"),
            "kerege.api.exam_mail.tell_of_exams", every=timedelta(hours=1)),
        Job("told", N_("Write what packages reported into the record stores, where that failed before"),
            "kerege.training.actions.elearning_statements.tell_waiting", every=timedelta(minutes=15)),
        Job("units", N_("Abandon sessions of units whose time ran out"),
            "kerege.training.actions.cmi5.abandon_expired", every=timedelta(minutes=15)),
        Job("platforms", N_("Tell other learning platforms the results of what they launched"),
            "kerege.web.lti_tool.telling.tell_platforms", every=timedelta(minutes=1)),
        Job("statements", N_("Make room for the statements of the months ahead"), "kerege.lrs.actions.make_months",
            at=time(1, 15)),
        Job("forwarding", N_("Hand statements on to other stores, where a file names them"),
            "kerege.lrs.actions.forward", every=timedelta(minutes=1)),
        Job("plans", N_("Go on with the search for plans that was broken off"),
            "kerege.planning.actions.searching.carry_on", every=timedelta(minutes=1)),
        Job("clocks", N_("Call to duties whose clocks run: the holder, the deputy, the head"),
            "kerege.web.clocks.mail.call_out", every=timedelta(minutes=1)),
        Job("contacts", N_("Ask posts of the directory of mandates whether their lines work"),
            "kerege.web.mandates.mail.ask_stale", at=time(3, 20)),
        Job("cleanup", N_("Remove sessions and mail that are over"), "kerege.jobs.actions.clean_up", at=time(1, 30)),
    )
}  # fmt: skip
"""Everything that happens without anybody asking for it."""

BACKOFF = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60))
"""How long after each failure in a row it is tried again; after the last, at the next regular time."""

MAIL_TRIES = 12
MAIL_BACKOFF = (*BACKOFF, timedelta(hours=4))


def next_regular(job: Job, *, after: datetime) -> datetime:
    """The next time at which the job is due when all goes well."""
    if job.at is None:
        return after + job.every
    today = datetime.combine(after.astimezone(UTC).date(), job.at, UTC)
    return today if today > after else today + timedelta(days=1)


def next_try(job: Job, *, failures: int, after: datetime) -> datetime:
    """When it is tried again after its `failures`-th failure in a row: never later than its regular time."""
    regular = next_regular(job, after=after)
    return min(after + BACKOFF[failures - 1], regular) if failures <= len(BACKOFF) else regular


def mail_pause(tries: int) -> timedelta | None:
    """How long a mail waits after `tries` failures; None when it is given up (after about a day and a half)."""
    if tries >= MAIL_TRIES:
        return None
    return MAIL_BACKOFF[min(tries, len(MAIL_BACKOFF)) - 1]


def mail_fault(fault: Exception) -> str:
    """What may be kept of a failure: its kind and its number. Words of mail servers repeat addresses of recipients.

    Where every recipient was refused, the numbers are those of the refusals.
    """
    refused = getattr(fault, "recipients", None)
    answers = refused.values() if isinstance(refused, dict) else ()
    numbers = {answer[0] for answer in answers if isinstance(answer, tuple) and answer}
    numbers |= {getattr(fault, "smtp_code", None), getattr(fault, "errno", None)}
    told = sorted(str(number) for number in numbers if isinstance(number, int))
    return " ".join([type(fault).__name__, *told])
