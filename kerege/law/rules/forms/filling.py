"""What fills a field, and what of it leaves: what was computed stays beside what a person wrote. Plain Python."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kerege.law.rules.forms.template import MARKED, SCORE, STATUSES, Field, Form
from kerege.law.words import reports_refused as refused
from kerege.law.words.coverage import ChainAnswer, ChainElement, CoverageStatus, Relation
from kerege.law.words.reports import FedBy, FieldType
from kerege.lib.refusal import Refusal


@dataclass(frozen=True)
class Cited:
    relation: str
    text: str


@dataclass(frozen=True)
class Told:
    """An approved judgement as far as a report tells it. `enforced` is what the chain says of enforcement."""

    status: CoverageStatus
    cited: tuple[Cited, ...] = ()
    enforced: ChainAnswer | None = None


@dataclass(frozen=True)
class Value:
    """What stands in a field: rows of cells by column. Empty where nothing fills it."""

    rows: tuple[Mapping[str, Any], ...] = ()

    @property
    def empty(self) -> bool:
        return not any(text for row in self.rows for text in row.values())


SUPPORT = (Relation.IMPLEMENTS, Relation.PARTIALLY, Relation.MANDATE, Relation.DELEGATES)
_ANSWERED = {
    ChainAnswer.YES: CoverageStatus.FULL,
    ChainAnswer.PARTLY: CoverageStatus.PARTIAL,
    ChainAnswer.NO: CoverageStatus.NONE,
    ChainAnswer.NOT_APPLICABLE: CoverageStatus.NOT_APPLICABLE,
}
ENFORCEMENT = ChainElement.ENFORCEMENT


def together(told: Sequence[Told], *, asked: int) -> CoverageStatus:
    """What several judgements come to for one field: “met” only where each obligation that feeds it was judged so; what
    does not apply says nothing about the others. UNKNOWN where none was judged.
    """
    if not told:
        return CoverageStatus.UNKNOWN
    said = [each.status for each in told]
    whole = len(said) == asked
    if all(each == CoverageStatus.NOT_APPLICABLE for each in said):
        return CoverageStatus.NOT_APPLICABLE if whole else CoverageStatus.UNKNOWN
    said = [each for each in said if each != CoverageStatus.NOT_APPLICABLE]
    if all(each == CoverageStatus.FULL for each in said) and whole:
        return CoverageStatus.FULL
    if all(each == CoverageStatus.NONE for each in said):
        return CoverageStatus.NONE if whole else CoverageStatus.UNKNOWN
    return CoverageStatus.PARTIAL


def fill(form: Form, field: Field, given: Mapping[str, Told]) -> Value:
    """A field that judgements feed, by the marks of its form; empty where they say nothing. What is near to it never
    comes to more than a part.
    """
    own = [given[key] for key in field.obligations if key in given]
    told = own or [given[key] for key in field.near if key in given]
    status = together(told, asked=len(field.obligations) if own else len(told) + 1)
    if status == CoverageStatus.UNKNOWN:
        return Value()
    mark = form.marks[status.value]
    documents = _texts(told, SUPPORT)
    if field.type == FieldType.MATRIX:
        row = {
            "framework": mark,
            "document": documents,
            "enforcement": _enforcement(form, told),
            "penalty": _texts(told, (Relation.PENALTY,)),
            "remarks": "",
        }
    elif field.type == FieldType.YES_NO:
        row = {"answer": mark, "document": documents, "remarks": ""}
    elif field.type == FieldType.SCORE:
        row = {"score": "", "document": documents, "remarks": ""}
    else:
        row = {"text": documents}
    return Value((row,))


def used(field: Field, given: Mapping[str, Any]) -> list[str]:
    """The obligations whose judgements fill a field, of those that were judged."""
    return [key for key in field.obligations if key in given] or [key for key in field.near if key in given]


def _enforcement(form: Form, told: Sequence[Told]) -> Any:
    """A penalty that is cited is a step taken; else what the chains say, the weakest first; empty where they do not."""
    if any(each.relation == Relation.PENALTY for one in told for each in one.cited):
        return form.marks["full"]
    said = [_ANSWERED[one.enforced] for one in told if one.enforced is not None]
    for status in (CoverageStatus.NONE, CoverageStatus.PARTIAL, CoverageStatus.FULL, CoverageStatus.NOT_APPLICABLE):
        if status in said:
            return form.marks[status.value]
    return ""


def _texts(told: Sequence[Told], relations: Sequence[str]) -> str:
    found = dict.fromkeys(each.text for one in told for each in one.cited if each.relation in relations)
    return "\n".join(found)


def leaves(form: Form, field: Field, computed: Value, own: Mapping[str, str], *, instead: bool) -> Value:
    """What of a field leaves: what a person wrote where they wrote something, what was computed elsewhere; of what was
    computed nothing where the person writes `instead` of it.
    """
    rows = () if instead else computed.rows
    if field.type == FieldType.TABLE:
        return Value((*rows, {"text": own["text"]})) if own.get("text") else Value(rows)
    base = dict.fromkeys(field.columns, "") | dict(rows[0] if rows else {})
    row = base | {name: form.marks[text] if name in MARKED else text for name, text in own.items() if text}
    return Value((row,)) if any(row.values()) else Value()


def check_own(form: Form, field: Field, own: Mapping[str, str], *, instead: bool) -> None:
    """Refuse law.no_such_column, law.bad_mark and law.nothing_instead."""
    for column, text in own.items():
        if column not in field.own_columns:
            raise Refusal(refused.NO_SUCH_COLUMN, column=column[:40])
        allowed = STATUSES if column in MARKED else form.scale if column == SCORE else ()
        if text and allowed and text not in allowed:
            raise Refusal(refused.BAD_MARK, field=column, mark=text[:20], marks=", ".join(allowed))
    if instead and not any(own.values()):
        raise Refusal(refused.NOTHING_INSTEAD, field="instead")


def empty_fields(form: Form, values: Mapping[str, Value]) -> list[str]:
    """The mandatory fields with nothing in them, in the order of the form."""
    return [each.key for each in form.fields if each.mandatory and values.get(each.key, Value()).empty]


def feeds(form: Form, kind: FedBy) -> list[Field]:
    return [each for each in form.fields if each.fed_by == kind]
