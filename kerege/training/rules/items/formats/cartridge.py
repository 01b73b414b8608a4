"""QTI 1.2 as Common Cartridge and Canvas write it: tests with items of a few profiles."""

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.training.rules.items.answers import number as read_number
from kerege.training.rules.items.formats import answers
from kerege.training.rules.items.formats.answers import Told
from kerege.training.rules.items.formats.html import escaped, to_markdown
from kerege.training.rules.items.formats.qti_names import tag
from kerege.training.rules.items.formats.taking import Data, Pictures, Taken, Wishes, body
from kerege.training.words import bank as words

KIND = "QTI 1.2"
PLACE = re.compile(r"^(\$IMS-CC-FILEBASE\$|%24IMS-CC-FILEBASE%24)/?")
_MULTIPLE = frozenset(("cc.multiple_response.v0p1", "multiple_answers_question"))
_ONE = frozenset(("cc.multiple_choice.v0p1", "cc.true_false.v0p1", "multiple_choice_question", "true_false_question"))
_TEXT = frozenset(("cc.fib.v0p1", "cc.pattern_match.v0p1", "short_answer_question"))
_ESSAY = frozenset(("cc.essay.v0p1", "essay_question"))
_NUMBER = frozenset(("numerical_question",))
_GAPS = frozenset(("multiple_dropdowns_question", "fill_in_multiple_blanks_question"))
_MATCH = frozenset(("matching_question",))
_AFTER = {"general_fb": "always", "correct_fb": "right", "general_incorrect_fb": "wrong"}
_NO_QUESTION = frozenset(("text_only_question",))


def parts(
    root: Any, where: str, wishes: Wishes, found: Callable[[str], bytes | None]
) -> Iterator[tuple[str, str, Callable[[], Taken]]]:
    """Every item of a test or a bank."""
    for n, each in enumerate((e for e in root.iter() if tag(e) == "item"), start=1):
        title = str(each.get("title") or each.get("ident") or n)
        yield f"{where} {n}", title, _made(each, f"{where} {n}", wishes, found)


def _made(item: Any, where: str, wishes: Wishes, found: Callable[[str], bytes | None]) -> Callable[[], Taken]:
    return lambda: _question(item, where, wishes, found)


def _question(item: Any, where: str, wishes: Wishes, found: Callable[[str], bytes | None]) -> Taken:
    said, lang, pictures = _metadata(item), wishes.language, Pictures(found)
    profile = said.get("cc_profile") or said.get("question_type") or _guessed(item)
    points = read_number(said.get("points_possible") or said.get("cc_weighting") or "1") or 1.0
    title = " ".join(str(item.get("title") or "").split())
    if profile in _NO_QUESTION:
        raise Refusal(words.NOT_A_QUESTION, field="file", name=title[:60] or profile)
    shown = next((e for e in item.iter() if tag(e) == "presentation"), item)
    if profile in _GAPS:
        text, asked = _gaps(item, shown, profile, points, lang, pictures)
    else:
        text, asked = _text(shown, pictures), [_interaction(item, profile, points, lang, pictures)]
    made = {"text": {lang: text or title or "?"}, "interactions": asked}
    made |= {"title": {lang: title}} if title else {}
    told = {when: _feedback(item, name, pictures) for name, when in _AFTER.items()}
    if after := {when: {lang: text} for when, text in told.items() if text}:
        made["after"] = after
    origin = f"qti1:{item.get('ident') or title}"
    lost = tuple(sorted(pictures.lost))
    return Taken(where, origin, body(lang, **made), (), pictures.taken, pictures.alts, {}, lost)


def _metadata(item: Any) -> dict[str, str]:
    found = {}
    for field in (e for e in item.iter() if tag(e) == "qtimetadatafield"):
        pair = {tag(each): (each.text or "").strip() for each in field}
        found[pair.get("fieldlabel", "").lower()] = pair.get("fieldentry", "")
    return found


def _guessed(item: Any) -> str:
    """By what it holds, where no profile is named."""
    names = {tag(each) for each in item.iter()}
    lid = next((e for e in item.iter() if tag(e) == "response_lid"), None)
    if lid is not None:
        return "multiple_answers_question" if lid.get("rcardinality") == "Multiple" else "multiple_choice_question"
    return "short_answer_question" if "response_str" in names else "?"


def _text(element: Any, pictures: Pictures, gaps: Mapping[str, str] | None = None) -> str:
    """The words of a presentation that stand before its answers. [name] of a gap becomes its place."""
    found = []
    for each in element:
        if tag(each) in {"material", "flow"}:
            found += [_mattext(m, pictures, gaps) for m in each.iter() if tag(m) == "mattext"]
    return "\n\n".join(each for each in found if each)


def _mattext(element: Any, pictures: Pictures, gaps: Mapping[str, str] | None = None) -> str:
    text = element.text or ""
    for name, place in (gaps or {}).items():
        text = text.replace(f"[{name}]", f"[[{place}]]", 1)
    plain = (element.get("texttype") or "text/plain") == "text/plain" and not re.search(r"</?\w+[^>]*>", text)
    if plain and not gaps:
        return escaped(text.strip())
    return to_markdown(escape(text, quote=False) if plain else text, pictures, slots=bool(gaps))


def _label(element: Any, pictures: Pictures) -> str:
    return " ".join(_mattext(m, pictures) for m in element.iter() if tag(m) == "mattext").strip()


def _feedback(item: Any, name: str, pictures: Pictures) -> str:
    each = next((e for e in item.iter() if tag(e) == "itemfeedback" and e.get("ident") == name), None)
    return _label(each, pictures) if each is not None else ""


def _conditions(item: Any) -> Iterator[tuple[Any, float, str]]:
    """What is looked at, the share of the points, and the feedback that it links to."""
    for each in (e for e in item.iter() if tag(e) == "respcondition"):
        score = 0.0
        for var in (e for e in each if tag(e) == "setvar"):
            score = (read_number((var.text or "").strip()) or 0.0) / 100
        link = next((e.get("linkrefid") for e in each if tag(e) == "displayfeedback"), "")
        yield next((e for e in each if tag(e) == "conditionvar"), each), score, str(link or "")


def _interaction(item: Any, profile: str, points: float, lang: str, pictures: Pictures) -> Data:
    if profile in _ESSAY:
        guide = _feedback(item, "solution", pictures)
        return {"id": "r", "kind": "extended", "points": points} | ({"guide": {lang: guide}} if guide else {})
    if profile in _TEXT:
        return _words(item, points, lang, pictures)
    if profile in _NUMBER:
        return _number(item, points, lang)
    if profile in _MATCH:
        return _matching(item, points, lang, pictures)
    if profile not in _ONE | _MULTIPLE:
        raise Refusal(words.UNSUPPORTED, field="file", name=profile[:60])
    return _choice(item, points, lang, pictures, many=profile in _MULTIPLE)


def _words(item: Any, points: float, lang: str, pictures: Pictures) -> Data:
    """Words that count, whole or within what somebody writes, in any case unless the file says that it counts."""
    found = [
        (var, Told(_sought(var), score, _feedback(item, link, pictures) if link not in _AFTER else ""))
        for condition, score, link in _conditions(item)
        for var in condition.iter()
        if tag(var) in {"varequal", "varsubstring"} and score > 0 and not _denied(var)
    ]
    case = any((var.get("case") or "").lower() == "yes" for var, _told in found)
    return answers.text("r", [told for _var, told in found], lang, points=points, case=case)


def _sought(var: Any) -> str:
    word = (var.text or "").strip().replace("*", "\\*")
    return f"*{word}*" if tag(var) == "varsubstring" else word


def _choice(item: Any, points: float, lang: str, pictures: Pictures, *, many: bool) -> Data:
    labels = {str(e.get("ident")): _label(e, pictures) for e in item.iter() if tag(e) == "response_label"}
    right, whys = set(), {}
    for condition, score, link in _conditions(item):
        chosen = [(v.text or "").strip() for v in condition.iter() if tag(v) == "varequal" and not _denied(v)]
        if score > 0:
            right |= set(chosen)
        if link and link not in _AFTER and len(chosen) == 1:
            whys[chosen[0]] = _feedback(item, link, pictures)
    told = [Told(text, float(name in right), whys.get(name, "")) for name, text in labels.items()]
    made = answers.choice("r", told, lang, many=many, points=points)
    made.pop("table", None)  # in this form all that is right is chosen, or nothing counts
    return made


def _asked(item: Any, pictures: Pictures) -> Iterator[tuple[str, str, dict[str, str]]]:
    """What Canvas asks one by one: its name, its words, and the answers by their names."""
    for each in (e for e in item.iter() if tag(e) == "response_lid"):
        own = next((e for e in each if tag(e) == "material"), None)
        labels = {str(e.get("ident")): _label(e, pictures) for e in each.iter() if tag(e) == "response_label"}
        yield str(each.get("ident")), _label(own, pictures) if own is not None else "", labels


def _rights(item: Any) -> dict[str, dict[str, float]]:
    """By the name of what is asked: the answers that bring points, and their share of all."""
    found: dict[str, dict[str, float]] = {}
    for condition, score, _link in _conditions(item):
        for var in (v for v in condition.iter() if tag(v) == "varequal" and score > 0 and not _denied(v)):
            found.setdefault(str(var.get("respident")), {})[(var.text or "").strip()] = score
    return found


def _matching(item: Any, points: float, lang: str, pictures: Pictures) -> Data:
    rights, pairs, all_ = _rights(item), [], dict[str, None]()
    for name, left, labels in _asked(item, pictures):
        all_ |= dict.fromkeys(labels.values())
        right = next((labels[each] for each in rights.get(name, {}) if each in labels), None)
        if right is None:
            raise Refusal(words.BAD_QUESTION, field="file", near=left[:60] or name[:60])
        pairs.append((left, right))
    if not pairs:
        raise Refusal(words.BAD_QUESTION, field="file", near="response_lid")
    used = {right for _left, right in pairs}
    return answers.match("r", pairs, [each for each in all_ if each not in used], lang, points=points, shuffle=True)


def _gaps(item: Any, shown: Any, profile: str, points: float, lang: str, pictures: Pictures) -> tuple[str, list[Data]]:
    """Gaps in a text, each with a list or with words that count. Each brings the part that the file says, or as much
    as every other.
    """
    rights, asked, places = _rights(item), list[Data](), dict[str, str]()
    gaps = list(_asked(item, pictures))
    for n, (name, called, labels) in enumerate(gaps, start=1):
        right = rights.get(name, {})
        worth = points * (max(right.values(), default=0.0) or 1 / len(gaps))
        places[called.replace("\\", "")] = f"g{n}"
        if profile == "multiple_dropdowns_question":
            told = [Told(text, float(each in right)) for each, text in labels.items()]
            asked.append(answers.inline(f"g{n}", told, lang, points=worth, shuffle=True))
        else:
            told = [Told(_bare(text), 1.0) for text in labels.values()]
            asked.append(answers.text(f"g{n}", told, lang, points=worth))
    if not asked:
        raise Refusal(words.BAD_QUESTION, field="file", near="response_lid")
    return _text(shown, pictures, places), asked


def _bare(text: str) -> str:
    """A word that counts, as somebody would type it."""
    return re.sub(r"\\(.)", r"\1", text)


def _denied(element: Any) -> bool:
    parent = element.getparent()
    return parent is not None and tag(parent) == "not"


def _number(item: Any, points: float, lang: str) -> Data:
    values = []
    for condition, score, _link in _conditions(item):
        said = {tag(v): read_number((v.text or "").strip()) for v in condition.iter()}
        low, high = said.get("vargte"), said.get("varlte")
        if score > 0 and low is not None and high is not None:
            values.append(((low + high) / 2, Told("", score, "", (high - low) / 2)))
        elif score > 0 and (exact := said.get("varequal")) is not None:
            values.append((exact, Told("", score)))
    return answers.number("r", values, lang, points=points)
