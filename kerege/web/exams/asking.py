"""Questions of an exam as controls that work without a script, and the answers that a form sent.

A page calls answers by where they stand on it, and not as the bank calls them: files of other programs name them by
what they are, or in the order in which they belong.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext

from kerege.training.queries.exam_sitting import Question

SEVERAL = {"choice", "hotspot"}
PLACES = re.compile(r"\[\[[^\]]{0,80}\]\]|!\[\[[^\]]{0,80}\]\]")
"""Where a text names an interaction or a picture: both follow the text here."""
PARTS = {"choices": "a", "areas": "a", "targets": "b"}
"""The lists of what can be chosen, and by which letter a page calls them."""


def shown(question: Question) -> dict[str, Any]:
    """A question for its template."""
    return {
        "question": question,
        "id": f"p{question.place}",
        "text": PLACES.sub("…", question.shown.text),
        "controls": [_control(question, each) for each in question.shown.interactions],
        "saved": question.saved_at,
    }


def sent(post: QueryDict, questions: Iterable[Question]) -> dict[int, dict[str, Any]]:
    """The answers in a form, by place. What was not answered is left out, so that it takes an answer back."""
    found: dict[int, dict[str, Any]] = {}
    for question in questions:
        given = {
            each.id: _named(each, _sent(post, f"p{question.place}-{each.id}", _called(each)), back=True)
            for each in question.shown.interactions
        }
        found[question.place] = {name: value for name, value in given.items() if value not in ("", [])}
    return found


def _called(asked: Any) -> Any:
    """What is asked, with its answers called by where they stand."""
    gaps = {f"[[{each.id}]]": f"[[b{number}]]" for number, each in enumerate(asked.targets, start=1)}
    text = PLACES.sub(lambda found: gaps.get(found[0], found[0]), asked.text)
    lists = {
        part: tuple(replace(each, id=f"{sign}{n}") for n, each in enumerate(getattr(asked, part), start=1))
        for part, sign in PARTS.items()
    }
    return replace(asked, text=text, **lists)


def _named(asked: Any, given: Any, *, back: bool = False) -> Any:
    """An answer as its page calls it, or `back` as the bank does."""
    if not isinstance(given, list) or asked.kind == "point":
        return given
    names = {
        part: {each.id: f"{sign}{n}" for n, each in enumerate(getattr(asked, part), start=1)}
        for part, sign in PARTS.items()
    }
    if back:
        names = {part: {there: here for here, there in each.items()} for part, each in names.items()}
    first = names["areas"] or names["choices"]
    second = names["targets"] or first
    return [
        [first.get(each[0], each[0]), second.get(each[1], each[1])] if isinstance(each, list) else first.get(each, each)
        for each in given
    ]


def _sent(post: QueryDict, name: str, asked: Any) -> Any:
    if asked.kind in SEVERAL or asked.kind == "inline_choice":
        return [each for each in post.getlist(name) if each][:200]
    if asked.kind == "order":
        ranks = [(post.get(f"{name}-{each.id}", ""), each.id) for each in asked.choices]
        return [each for _, each in sorted((int(rank), each) for rank, each in ranks if rank.isdigit())]
    if asked.kind == "match":
        pairs = [(each.id, post.getlist(f"{name}-{each.id}")) for each in asked.choices]
        return [[each, target] for each, targets in pairs for target in targets if target]
    if asked.kind == "gap_match":
        filled = [(each.id, post.get(f"{name}-{each.id}", "")) for each in asked.targets]
        return [[choice, target] for target, choice in filled if choice]
    if asked.kind == "associate":
        rows = ((post.get(f"{name}-{n}-a", ""), post.get(f"{name}-{n}-b", "")) for n in range(_rows(asked)))
        return [[first, second] for first, second in rows if first and second]
    if asked.kind == "point":
        at = post.get(f"{name}-x", ""), post.get(f"{name}-y", "")
        return [list(at)] if all(at) else []
    return post.get(name, "").strip()


def _control(question: Question, asked: Any) -> dict[str, Any]:
    name, given = f"p{question.place}-{asked.id}", _named(asked, question.given.get(asked.id))
    asked = _called(asked)
    control: dict[str, Any] = {"asked": asked, "kind": str(asked.kind), "name": name, "given": given}
    control["prompt"] = PLACES.sub("…", asked.prompt)
    offered = asked.areas or asked.choices
    if asked.kind in SEVERAL or asked.kind == "inline_choice":
        chosen = given or []
        control["choices"] = [(each.id, each.text, each.id in chosen) for each in offered]
        control["many"] = asked.most != 1
    elif asked.kind == "order":
        ranks = {each: number for number, each in enumerate(given or [], start=1)}
        control["ranked"] = [(each.id, each.text, ranks.get(each.id)) for each in asked.choices]
        control["ranks"] = range(1, len(asked.choices) + 1)
    elif asked.kind == "match":
        pairs = {(first, second) for first, second in given or []}
        control["rows"] = [
            (each.id, each.text, [(t.id, t.text, (each.id, t.id) in pairs) for t in asked.targets])
            for each in asked.choices
        ]
    elif asked.kind == "gap_match":
        control |= _gaps(asked, {target: choice for choice, target in given or []})
    elif asked.kind == "associate":
        control["pairs"] = _pairs(asked, given or [])
    elif asked.kind == "point":
        control["at"] = given[0] if given else ["", ""]
    return control


def _gaps(asked: Any, filled: Mapping[str, str]) -> dict[str, Any]:
    """A text with gaps: each gap has its number in the text and a list below it."""
    text, rows = asked.text, []
    for number, each in enumerate(asked.targets, start=1):
        called = gettext("gap %(number)s") % {"number": number}
        text = text.replace(f"[[{each.id}]]", f"__({number})__")
        rows.append((each.id, called, [(c.id, c.text, filled.get(each.id) == c.id) for c in asked.choices]))
    return {"text": text, "rows": rows}


def _pairs(asked: Any, given: list[Any]) -> list[Any]:
    rows = [*given, *[["", ""]] * (_rows(asked) - len(given))]
    return [
        [(end, [(c.id, c.text, c.id == chosen) for c in asked.choices]) for end, chosen in zip("ab", row, strict=True)]
        for row in rows
    ]


def _rows(asked: Any) -> int:
    return int(min(asked.most or len(asked.choices) // 2 or 1, 20))


def texts_of(question: Question) -> dict[str, str]:
    """What the ids of a question are called in the language of the attempt."""
    return {
        each.id: each.text
        for asked in question.shown.interactions
        for each in (*asked.choices, *asked.targets, *asked.areas)
    }


def in_words(given: Mapping[str, Any], texts: Mapping[str, str]) -> list[str]:
    """An answer, or what is right, as people read it."""
    found = []
    for value in given.values():
        for each in value if isinstance(value, list) else [value]:
            parts = each if isinstance(each, list | tuple) else [each]
            found.append(" – ".join(texts.get(str(part), str(part)) for part in parts))
    return found
