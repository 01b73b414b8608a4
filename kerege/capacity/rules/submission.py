"""A form as a phone sends it: read against the set for which it was filled in. Nothing in it is skipped silently."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

from kerege.capacity.rules.form_words import NOT_APPLICABLE
from kerege.capacity.rules.parts import Definition, Question, Section
from kerege.capacity.rules.phone import BEGUN, DONE, FILE, FORM, OF, PROOF, SAYS, WHY
from kerege.capacity.words import QuestionKind, refused
from kerege.capacity.words import phone as words
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.xml import Element, parse

LONGEST = 2_000_000
MOST_PROOFS = 100
_ELEMENTS = 40_000
_INSTANCE = re.compile(r"[\x21-\x7e]{1,100}")


@dataclass(frozen=True)
class Said:
    """An answer as the phone sends it."""

    value: str = ""
    not_applicable: bool = False
    comment: str = ""


@dataclass(frozen=True)
class Proof:
    """A picture that the phone names: for which question, and what it shows."""

    question: str
    file: str
    says: str


@dataclass(frozen=True)
class Sent:
    """A form as it came, before anybody knows for which set. `form` is the uid of the assessment, or empty."""

    root: Element
    form: str
    version: str
    instance: str


@dataclass(frozen=True)
class Filled:
    """What is in a form. A question without an answer is not in `answers`: an empty place says nothing."""

    at: datetime
    answers: dict[str, Said]
    proofs: tuple[Proof, ...]


def sent(content: bytes) -> Sent:
    """The form that these bytes are. Refuses xml.* and capacity.no_instance."""
    root = parse(content, most=LONGEST, elements=_ELEMENTS, deepest=20)
    numbers = [each.text or "" for each in root.iter() if _name(each) == "instanceID"]
    instance = numbers[0].strip() if len(numbers) == 1 else ""
    if not _INSTANCE.fullmatch(instance):
        raise Refusal(words.NO_INSTANCE)
    form = root.get("id") or ""
    number = uid_or_none(form.removeprefix(FORM)) if form.startswith(FORM) else None
    return Sent(root, str(number) if number else "", (root.get("version") or "").strip(), instance)


def filled(found: Definition, form: Sent, *, now: datetime) -> Filled:
    """What is in the form of this set. A clock that runs ahead counts as now.

    Refuses capacity.not_in_form, .bad_moment, .unknown_question and .too_many_proofs.
    """
    sections = {section.key: section for section in found.sections}
    at, answers, proofs = now, {}, []  # type: datetime, dict[str, Said], list[Proof]
    for node in _children(form.root):
        name = _name(node)
        if name == DONE:
            at = min(_moment(node.text or "") or now, now)
        elif name in sections:
            answers |= _answers(sections[name], node)
            proofs += list(_proofs(sections[name], node))
        elif name not in {BEGUN, "meta", "instanceID"}:
            raise Refusal(words.NOT_IN_FORM, name=name[:60])
    if len(proofs) > MOST_PROOFS:
        raise Refusal(words.TOO_MANY_PROOFS, most=MOST_PROOFS)
    return Filled(at, answers, tuple(proofs))


def _answers(section: Section, node: Element) -> dict[str, Said]:
    questions = {question.key: question for question in section.questions}
    texts: dict[str, str] = {}
    for each in _children(node):
        name = _name(each)
        if name == f"{section.key}{PROOF}":
            continue
        if len(each) or name.removesuffix(WHY) not in questions:
            raise Refusal(words.NOT_IN_FORM, name=name[:60])
        texts[name] = (each.text or "").strip()
    return {
        key: _said(question, texts[key], texts.get(f"{key}{WHY}", ""))
        for key, question in questions.items()
        if texts.get(key)
    }


def _said(question: Question, value: str, why: str) -> Said:
    if question.may_not_apply and value == NOT_APPLICABLE:
        return Said(not_applicable=True, comment=why)
    return Said(_plain(value) if question.kind == QuestionKind.NUMBER else value)


def _plain(value: str) -> str:
    """Phones write 12 as 12.0 and ten million as 1.0E7; people do not. What is no number stays as it is."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > 12:
        return value
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _proofs(section: Section, node: Element) -> Iterator[Proof]:
    known = {question.key for question in section.questions}
    for each in _children(node):
        if _name(each) != f"{section.key}{PROOF}":
            continue
        told = {_name(part).removeprefix(section.key): (part.text or "").strip() for part in _children(each)}
        if told.get(FILE):
            if told.get(OF, "") not in known:
                raise Refusal(refused.UNKNOWN_QUESTION, field="question", question=told.get(OF, "")[:60])
            yield Proof(told[OF], told[FILE], told.get(SAYS, ""))


def _moment(text: str) -> datetime | None:
    """A moment as phones write it, such as 2026-11-26T10:00:00.000+06:00; one without a zone counts as UTC."""
    if not text.strip():
        return None
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Refusal(words.BAD_MOMENT, value=text.strip()[:40]) from None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)


def _children(node: Element) -> Iterator[Element]:
    return (each for each in node if isinstance(each.tag, str))


def _name(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]
