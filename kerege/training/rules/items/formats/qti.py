"""One item of QTI 2.1, 2.2 or 3.0."""

from collections.abc import Callable
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.training.rules.items import expressions, processing
from kerege.training.rules.items.formats import qti_program as program
from kerege.training.rules.items.formats.qti_body import Body
from kerege.training.rules.items.formats.qti_names import XML_LANG, attribute, child, children, tag
from kerege.training.rules.items.formats.taking import Data, Pictures, Taken, Wishes, body
from kerege.training.rules.items.values import typed
from kerege.training.words import bank as words
from kerege.training.words import items as item_words

KIND = "QTI"
_BY_HAND = frozenset((item_words.PROCESSING_UNKNOWN.code, item_words.PROCESSING_WRONG.code, words.NO_POINTS.code))


def is_item(root: Any) -> bool:
    return tag(root) == "assessmentItem"


def question(root: Any, where: str, wishes: Wishes, found: Callable[[str], bytes | None]) -> Taken:
    """An item. Refuses training.bank_*, training.processing_*.

    With `by_person` an item whose points cannot be made here is taken, and a person marks it.
    """
    for name in ("templateDeclaration", "templateProcessing"):
        if child(root, name) is not None:
            raise Refusal(words.VARIES, field="file", name=name)
    if attribute(root, "adaptive") == "true":
        raise Refusal(words.ADAPTIVE, field="file", name="adaptive")
    content = child(root, "itemBody")
    if content is None:
        raise Refusal(words.BAD_QUESTION, field="file", near="itemBody")
    lang = _language(root, wishes)
    declared = program.declared(root)
    pictures = Pictures(found)
    reader = Body(lang, pictures, declared)
    text = reader.text(content)
    if not reader.asked:
        raise Refusal(words.NOT_A_QUESTION, field="file", name=attribute(root, "title")[:60] or "?")
    title = attribute(root, "title") or attribute(root, "identifier")
    parts: Data = {"title": {lang: title}} if title else {}
    text = _trailing(text, reader.asked)
    parts |= {"text": {lang: text or title or "?"}, "interactions": reader.asked}
    parts |= {"modals": modals} if (modals := _modals(root, reader)) else {}
    parts |= _points(root, reader.asked, declared, wishes)
    lost = tuple(sorted(_lost(root)))
    origin = f"qti:{attribute(root, 'identifier')}"
    made = body(lang, **parts)
    return Taken(where, origin, made, (), pictures.taken, pictures.alts, reader.sizes, lost)


def _language(root: Any, wishes: Wishes) -> str:
    told = str(root.get(XML_LANG) or root.get("lang") or "")
    return told.split("-")[0].lower() if told else wishes.language


def _trailing(text: str, asked: list[Data]) -> str:
    """Interactions in their order at the end of a text need no place in it."""
    places = [f"[[{each['id']}]]" for each in asked]
    left = text
    for place in reversed(places):
        if not left.endswith(f"\n\n{place}") and left != place:
            break
        left = left.removesuffix(place).rstrip()
    whole = not any(place in left for place in places)
    return left if whole else text


def _modals(root: Any, reader: Body) -> list[Data]:
    found = []
    for each in children(root, "modalFeedback"):
        outcome, name = attribute(each, "outcomeIdentifier"), attribute(each, "identifier")
        if text := reader.texts(each):
            one: Data = {"outcome": outcome, "id": name, "text": text}
            found.append(one | ({"hidden": True} if attribute(each, "showHide") == "hide" else {}))
    return found


def _lost(root: Any) -> set[str]:
    named = {"rubricBlock", "stylesheet", "feedbackBlock", "catalogInfo", "table"}
    found = [each for each in root.iter() if isinstance(each.tag, str)]
    inline = {tag(each) for each in found if tag(each) == "feedbackInline" and not _of_choice(each)}
    return {tag(each) for each in found} & named | inline


def _of_choice(element: Any) -> bool:
    """Whether a feedback stands in an answer: then it is taken, and told after that answer."""
    parent = element.getparent()
    return parent is not None and tag(parent) in {"simpleChoice", "inlineChoice", "simpleAssociableChoice", "hottext"}


def _points(root: Any, asked: list[Data], declared: dict[str, Data], wishes: Wishes) -> Data:
    """How the points are made: by each interaction, by a program, or by a person."""
    if all(each["kind"] == "extended" for each in asked):
        most = program.most(root) or float(len(asked))
        for each in asked:
            each["points"] = most / len(asked)
        return {}
    for each in asked:
        _right(each, declared.get(each["id"], {}))
    if child(root, "responseProcessing") is None and all(_says_right(declared.get(each["id"], {})) for each in asked):
        for each in asked:  # nobody makes the points, but each says what is right
            _by_template(each, declared[each["id"]], "table" if "table" in declared[each["id"]] else "correct")
        return {}
    try:
        if name := program.template(root):
            if len(asked) == 1:
                _by_template(asked[0], declared.get(asked[0]["id"], {}), program.TEMPLATES[name])
                return {}
            rules: list[Any] = _template_rules(name, "RESPONSE")
        else:
            rules = program.rules(root)
        return {"processing": _program(root, declared, rules)}
    except Refusal as refusal:
        if not wishes.by_person or refusal.code not in _BY_HAND:
            raise
        return {"by_hand": True}


def _says_right(declared: Data) -> bool:
    return bool(declared.get("correct") or declared.get("table", {}).get("points"))


def _template_rules(name: str, at: str) -> list[Any]:
    """A standard template as rules: it looks at one response, whatever else is asked."""
    if program.TEMPLATES[name] == "correct":
        right = ["match", ["variable", at], ["correct", at]]
        one, none = (["set", "SCORE", ["baseValue", "float", points]] for points in ("1", "0"))
        return [["if", [[right, [one]]], [none]]]
    return [["set", "SCORE", ["mapResponse" if program.TEMPLATES[name] == "table" else "mapResponsePoint", at]]]


def _program(root: Any, declared: dict[str, Data], rules: list[Any]) -> Data:
    """The program, with as many points as its right answers bring where the item does not say."""
    whole: Data = {"responses": declared, "outcomes": program.outcomes(root), "rules": rules}
    made = processing.checked(whole)
    most = program.most(root)
    if not most:
        made["most"] = 10_000
        right = {name: expressions.value(["correct", name], _state(made)) for name in declared}
        most = processing.reckoned(made, right).points
    if not most:
        raise Refusal(words.NO_POINTS, field="file")
    return processing.checked(made | {"most": most})


def _state(made: Data) -> expressions.State:
    return expressions.State(made["responses"], {}, {})


def _right(asked: Data, declared: Data) -> None:
    """What is right of an interaction, as far as its response says it."""
    base, correct = declared.get("base", "identifier"), declared.get("correct", [])
    if asked["kind"] in {"number", "slider"}:
        values = [typed(each, base) for each in correct]
        asked["numbers"] = [{"value": each} for each in values if isinstance(each, int | float)]
    elif asked["kind"] == "text":
        asked["accepted"] = [{"value": each} for each in correct if each.strip()]
        asked["case"] = bool(correct)
    elif asked["kind"] in {"match", "associate", "gap_match"}:
        asked["right"] = [each.split() for each in correct]
    elif asked["kind"] not in {"extended", "point"}:
        asked["right"] = list(correct)


def _by_template(asked: Data, declared: Data, looks_at: str) -> None:
    """The standard templates make points of one interaction, which an item can say by itself."""
    if looks_at == "correct":
        if asked["kind"] == "point":
            raise Refusal(item_words.PROCESSING_UNKNOWN, field="file", name="match_correct: point")
        return
    table = declared.get(looks_at, {"points": []})
    if asked["kind"] in {"text", "number", "slider"}:
        _by_texts(asked, table)
        return
    ids = [f"area{n}" for n in range(1, len(table["points"]) + 1)] if looks_at == "areas" else None
    rows = []
    for n, row in enumerate(table["points"]):
        key = ids[n] if ids else row[0].split() if asked["kind"] in {"match", "associate", "gap_match"} else row[0]
        rows.append([key, row[2]])
    asked["table"] = {"points": rows, "low": table.get("low")}
    asked["table"] |= {name: table[name] for name in ("default", "high") if name in table}


def _by_texts(asked: Data, table: Data) -> None:
    most = max((row[2] for row in table["points"]), default=0)
    most = min(most, table.get("high", most))
    if most <= 0:
        raise Refusal(words.NO_POINTS, field="file")
    rows = [(row[0], bool(row[1]), min(row[2] / most, 1.0)) for row in table["points"] if row[2] > 0]
    asked["points"] = most
    if asked["kind"] in {"number", "slider"}:
        asked["numbers"] = [{"value": program.number(key), "share": share} for key, _case, share in rows]
        return
    asked["accepted"] = [{"value": key, "share": share} for key, _case, share in rows]
    asked["case"] = all(case for _key, case, _share in rows)
