"""An exam in the course of `cohort.Cohort`, with items of our own, as tests of exams hold it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from kerege.journal.actions import act
from kerege.people import actions as people
from kerege.people.queries import account, actor_for
from kerege.people.rules import SYSTEM, Actor
from kerege.training.actions import exams
from kerege.training.models import BankCollection, BankEntry, BankVersion, Enrolment, Exam
from kerege.training.queries.exam_doors import BankItem
from kerege.training.rules.exam_blueprint import Pooled
from tests.training.cohort import FIRST, Cohort

OPENS = datetime(2027, 3, 16, 4, tzinfo=UTC)
CLOSES = OPENS + timedelta(hours=6)
PAGE = "page"


def choice(number: int, *, right: str = "a", topic: str = "waste", kind: str = "choice") -> BankItem:
    """A question about nothing in particular, in two languages, of which one answer is right."""
    offered = [{"id": each, "text": {"en": f"Answer {each}", "ru": f"Ответ {each}"}} for each in "abc"]
    asked = {"id": "q", "kind": "choice", "choices": offered, "right": [right]}
    text = {"en": f"Question {number}", "ru": f"Вопрос {number}"}
    return _item(f"item-{number:03}", text, asked, topics=(topic,), kinds=(kind,))


def essay(number: int) -> BankItem:
    """A question that a person marks."""
    asked = {"id": "t", "kind": "extended", "points": 4, "guide": {"en": "Two reasons, two points each."}}
    return _item(f"essay-{number:03}", {"en": f"Explain {number}", "ru": f"Объясните {number}"}, asked, kinds=("text",))


def _item(ref: str, text: dict[str, str], asked: dict[str, Any], **tags: Any) -> BankItem:
    data = {"format": "kerege.item.1", "source": "en", "languages": ["en", "ru"], "text": text, "interactions": [asked]}
    return BankItem(Pooled(ref, **tags), data, "written-by-nobody")


class Examined:
    """A course with people who have accounts, an exam that the lead trainer wrote and the manager released."""

    def __init__(self, *, people_in: int = 2, items: Any = None, release: bool = True, **plan: Any) -> None:
        self.of = Cohort(most=max(people_in, 2), people_of=max(people_in, 2))
        self.items = [choice(n) for n in range(1, 7)] if items is None else items
        self.lead, self.manager = self.of.by("lead"), self.of.by("manager")
        self.learners = [self._learner(n) for n in range(people_in)]
        self.plan: dict[str, Any] = {
            "title": {"en": "Test of awareness", "ru": "Проверка знаний"},
            "rows": [{"count": "4", "points": "1"}],
            "opens": OPENS,
            "closes": CLOSES,
            "pass_mark": 70,
            "minutes": 30,
            "tries": 2,
            "shown": "score",
        } | plan
        self.exam: Exam = exams.draft_exam(
            by=self.lead, course=str(self.of.course.uid), plan=self.plan, items=self.items
        )
        self.uid = str(self.exam.uid)
        if release:
            self.exam = exams.release_exam(by=self.manager, exam=self.uid, now=self.plan["opens"] - timedelta(days=1))

    def _learner(self, number: int) -> Actor:
        """A participant with an account: one of the persons of the course."""
        key, address = self.of.persons[number], f"learner{number}@example.org"
        opened = people.open_account(by=SYSTEM, email=address, name=f"Learner {number}", password="", demo=True)
        people.link_person(by=SYSTEM, account=opened, person=key)
        with act("tests.place.laid", by=SYSTEM, about=key):
            whom = Enrolment._meta.get_field("person").related_model.objects.inside_action().get(key=key)
            kept = {"owner": "UZB", "label": 2, "course": self.of.course, "person": whom, "state": "enrolled"}
            Enrolment.objects.create(**kept, nominated_on=FIRST, noted_by="-")
        return actor_for(account(address), on=FIRST, strong=True)

    def begin(self, number: int = 0, at: datetime = OPENS, **more: Any) -> Any:
        return exams.begin_exam(by=self.learners[number], exam=self.uid, now=at, **more)

    def save(self, attempt: Any, place: int, given: Any, number: int = 0, *, who: int = 0, **more: Any) -> Any:
        told = {"by": self.learners[who], "attempt": str(attempt.uid), "device": PAGE, "now": OPENS}
        return exams.save_answers(**(told | more), sent=[exams.Sent(place, given, number)])

    def hand_in(self, attempt: Any, who: int = 0, at: datetime = OPENS) -> Any:
        return exams.hand_in(by=self.learners[who], attempt=str(attempt.uid), now=at)

    def sit(self, who: int, right: int, at: datetime = OPENS, by_ref: bool = False) -> Any:
        """An attempt with so many right answers, handed in: the first places, or the first items by their names."""
        attempt = self.begin(who, at)
        order = sorted(each["ref"] for each in attempt.form) if by_ref else [each["ref"] for each in attempt.form]
        known = set(order[:right])
        sent = [
            exams.Sent(n, {"q": ["a" if each["ref"] in known else "b"]}) for n, each in enumerate(attempt.form, start=1)
        ]
        exams.save_answers(by=self.learners[who], attempt=str(attempt.uid), device=PAGE, sent=sent, now=at)
        return self.hand_in(attempt, who, at)


def lay_bank(owner: str, items: list[BankItem], label: int = 2) -> None:
    """These questions released in a collection of an owner, written by one person and reviewed by another."""
    kept = {"owner": owner, "label": label}
    with act("tests.bank.laid", by=SYSTEM, about=owner):
        whole = BankCollection.objects.create(**kept, key=f"bank-{owner.lower()}", title=f"Bank of {owner}")
        for number, each in enumerate(items):
            entry = BankEntry.objects.create(**kept, collection=whole, key=f"q{number}")
            told = {"number": 1, "body": dict(each.data), "digest": "-", "state": "released", "written_on": FIRST}
            told |= {"written_by": "a", "reviewed_by": "b", "reviewed_on": FIRST, "released_on": FIRST}
            BankVersion.objects.create(**kept, **told, entry=entry, topics=list(each.tags.topics), kinds=["choice"])
