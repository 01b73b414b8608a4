"""Questions and an exam of the example world, in our own words, with an attempt that waits for a person's mark."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from secrets import token_urlsafe
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.people import actions as people
from kerege.people import queries as people_read
from kerege.people.rules import Actor
from kerege.records.recording import KEY_TAKEN
from kerege.training.actions import bank, exams
from kerege.training.queries import evaluation, exam_bank
from kerege.training.queries import exams as kept
from kerege.training.words.items import FORMAT
from kerege.worlds.rows_capacity import LOADER

LANGUAGES = ("en", "ru")
REVIEWER = "expert2.kgz@example.org"
SAID = "На этом учатся другие, прежде чем кто-то пострадает."


def item(*, by: Actor, owner: str, collection: str, called: str, key: str, topic: str, **told: str) -> None:
    """A question, once: written by the loader, reviewed by another person, released. The first of its answers is the
    right one; without answers a person marks it.
    """
    bank.keep_collection(by=by, owner=owner, key=collection, title=called, synthetic=True)
    body = {"format": FORMAT, "source": "en", "languages": list(LANGUAGES), "text": _both(told, "text")}
    difficulty = float(told["difficulty"]) if told.get("difficulty") else None
    tags = bank.Tags(topics=(topic,), difficulty=difficulty, licence="CC-BY-4.0")
    try:
        made = bank.draft_item(
            by=by, collection=collection, key=key, body=body | {"interactions": [_asked(told)]}, tags=tags
        )
    except Refusal as refusal:
        if refusal.word == KEY_TAKEN:
            return
        raise
    reviewer = people_read.actor_for(people_read.account(REVIEWER), on=made.written_on, strong=True)
    bank.review_item(by=reviewer, version=str(made.uid))
    bank.release_item(by=by, version=str(made.uid))


def _asked(told: dict[str, str]) -> dict[str, Any]:
    if not told.get("answers_en"):
        guide = {
            "en": "One point for each reason that has to do with learning or with preventing.",
            "ru": "По баллу за каждую причину, которая связана с обучением или с предупреждением.",
        }
        return {"id": "text", "kind": "extended", "points": 2, "lines": 4, "longest": 1000, "guide": guide}
    answers = list(zip(*(told[f"answers_{lang}"].split("|") for lang in LANGUAGES), strict=True))
    choices = [{"id": f"c{n}", "text": dict(zip(LANGUAGES, each, strict=True))} for n, each in enumerate(answers, 1)]
    return {"id": "choice", "kind": "choice", "choices": choices, "right": ["c1"], "shuffle": True}


def exam(
    *,
    by: Actor,
    course: str,
    collection: str,
    rows: str,
    opens: str,
    closes: str,
    released_by: str,
    **told: Any,
) -> None:
    """An exam of a course, once: written by the loader, released by somebody else, and sat by somebody whose text waits
    for its mark. `sittings` are others: a person, which answer they chose to each question, and the points for their
    text, with colons between.
    """
    row = evaluation.row_with_key(LOADER, course)
    if kept.exams_of(by=by, course=row.uid, lang="en")[1]:
        return
    wanted = [dict(zip(("topic", "count", "points"), each.split(":"), strict=True)) for each in rows.split()]
    for each in wanted:
        if each["topic"] == "extended":
            each["kind"] = each.pop("topic")
    plan = {"rows": wanted, "opens": opens, "closes": closes, "title": _both(told, "title"), "shown": "answers"}
    plan |= {name: told[name] for name in ("minutes", "tries")}
    items = exam_bank.items_for(LOADER, by=by, course=row, collections=[collection])
    made = exams.draft_exam(by=by, course=str(row.uid), plan=plan, items=items)
    began = made.opens + timedelta(hours=1)
    officer = people_read.actor_for(people_read.account(released_by), on=began.date(), strong=True)
    exams.release_exam(by=officer, exam=str(made.uid), now=made.opens - timedelta(days=1))
    learner = people_read.actor_for(people_read.account(told["sat"]), on=began.date(), strong=True)
    choices = [each.tags.ref for each in items if "extended" not in each.tags.kinds]
    _sit(str(made.uid), learner, began, {ref: f"c{1 + n % 2}" for n, ref in enumerate(choices)}, "ru")
    for number, each in enumerate(told.get("sittings") or (), start=1):
        person, chosen, points = each.split(":")
        other = _somebody(by, person, began.date())
        answers = {ref: f"c{digit}" for ref, digit in zip(choices, chosen, strict=True)}
        attempt = _sit(str(made.uid), other, began + timedelta(minutes=number), answers, "ru")
        for place, one in enumerate(attempt.form, start=1):
            if one["ref"] not in answers:
                at = began + timedelta(days=1, minutes=number)
                exams.mark_answer(by=officer, attempt=str(attempt.uid), place=place, points=points, now=at)


def _sit(exam: str, by: Actor, began: datetime, answers: Mapping[str, str], language: str) -> Any:
    """One attempt: the answers that are chosen, and the same text wherever one is to be written."""
    attempt = exams.begin_exam(by=by, exam=exam, language=language, now=began)
    sent = [
        exams.Sent(n, {"choice": [answers[each["ref"]]]} if each["ref"] in answers else {"text": SAID})
        for n, each in enumerate(attempt.form, start=1)
    ]
    at = began + timedelta(minutes=9)
    exams.save_answers(by=by, attempt=str(attempt.uid), device="page", sent=sent, now=at)
    return exams.hand_in(by=by, attempt=str(attempt.uid), now=at)


def _somebody(by: Actor, person: str, on: date) -> Actor:
    """A person of the example world as somebody who acts, with an account to which nobody has the password."""
    opened = people.open_account(by=by, email=f"{person.lower()}@example.org", name=person, password=token_urlsafe())
    people.link_person(by=by, account=opened, person=person)
    return people_read.actor_for(people_read.account(opened.email), on=on, strong=True)


def _both(told: dict[str, str], name: str) -> dict[str, str]:
    return {lang: told[f"{name}_{lang}"] for lang in LANGUAGES}
