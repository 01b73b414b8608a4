"""Writing an item as an entry of GIFT, in one of its languages. Its texts are Markdown, as they are kept."""

import re
from collections.abc import Iterable
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.lib.versions import Texts, text_in
from kerege.training.rules.items.formats.moodle_writing import shares
from kerege.training.rules.items.shapes import Interaction, Item
from kerege.training.rules.items.slots import SLOT
from kerege.training.words import bank as words
from kerege.training.words.items import Interaction as Kind


def written(item: Item, name: str, lang: str) -> str:
    """The entry of one question. Refuses training.bank_cannot_say with the name of what GIFT cannot ask."""
    if item.processing is not None or item.by_hand or item.images:
        told = "processing" if item.processing else "by_hand" if item.by_hand else "images"
        raise Refusal(words.CANNOT_SAY, field="item", name=told)
    if len(item.interactions) > 1:
        raise Refusal(words.CANNOT_SAY, field="item", name="interactions")

    def said(texts: Texts) -> str:
        return text_in(texts, lang, item.source)

    only = item.interactions[0]
    make = _MAKE.get(only.kind)
    if make is None:
        raise Refusal(words.CANNOT_SAY, field="item", name=only.kind.value)
    title = said(item.title) or name
    parts = [make(only, said)]
    if always := said(item.after.get("always", {})):
        parts.append(f"####{_kept(always)}")
    text, prompt = said(item.text), said(only.prompt)
    before, _place, behind = text.partition(f"[[{only.id}]]") if SLOT.search(text) else (text, "", "")
    before = f"{before}\n\n{prompt}" if prompt else before
    return f"::{_kept(title)}::[markdown]{_kept(before.strip())} {{{''.join(parts)}}} {_kept(behind.strip())}".strip()


def _choice(each: Interaction, said: Any) -> str:
    if {one.id for one in each.choices} == {"true", "false"} and each.most == 1 and len(each.right) == 1:
        return _truth(each, said)
    found = []
    for one, share in shares(each):
        whole = each.most == 1 and share == 100
        weight = "" if whole or not share else f"%{share:.7g}%"
        found.append(f"{'=' if whole else '~'}{weight}{_kept(said(one.text))}{_why(one.why, said)}")
    return " ".join(found)


def _truth(each: Interaction, said: Any) -> str:
    right = each.right[0][0]
    whys = {one.id: _kept(said(one.why)) for one in each.choices}
    wrong = whys["false" if right == "true" else "true"]
    return f"{right[0].upper()}#{wrong}#{whys[right]}" if any(whys.values()) else right[0].upper()


def _text(each: Interaction, said: Any) -> str:
    found = []
    for one in each.accepted:
        value = one.value if one.wild else one.value.replace("*", "\\*")
        found.append(f"={_weight(one.share)}{_kept(value)}{_why(one.why, said)}")
    return " ".join(found)


def _number(each: Interaction, said: Any) -> str:
    rows = (f"={_weight(one.share)}{one.value:.15g}:{one.tolerance:.15g}{_why(one.why, said)}" for one in each.numbers)
    return f"#{' '.join(rows)}"


def _match(each: Interaction, said: Any) -> str:
    targets = {one.id: said(one.text) for one in each.targets}
    keys = each.right or [key for key, points in (each.table.points if each.table else ()) if points > 0]
    pairs = {key[0]: key[1] for key in keys}
    if len(pairs) != len(keys) or set(pairs) != {one.id for one in each.choices}:
        raise Refusal(words.CANNOT_SAY, field="item", name="match: pairs")
    rows = [f"={_kept(said(one.text))} -> {_kept(targets[pairs[one.id]])}" for one in each.choices]
    rows += [f"= -> {_kept(text)}" for key, text in targets.items() if key not in pairs.values()]
    return " ".join(rows)


def _weight(share: float) -> str:
    return "" if share == 1 else f"%{share * 100:.7g}%"


def _why(why: Texts, said: Any) -> str:
    return f"#{_kept(said(why))}" if why else ""


def _kept(text: str) -> str:
    """Text between the signs of GIFT; a line break is a sign of its own, and no entry ends inside."""
    marked = re.sub(r"([\\~=#{}:])", r"\\\1", text).replace("->", "\\->")
    return re.sub(r"^%", "\\%", marked).replace("\n", "\\n")


_MAKE: dict[Kind, Any] = {
    Kind.CHOICE: _choice,
    Kind.INLINE_CHOICE: _choice,
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.MATCH: _match,
    Kind.EXTENDED: lambda _each, _said: "",
}


def commented(lines: Iterable[str]) -> str:
    """Lines that GIFT does not read."""
    return "".join(f"// {' '.join(line.split())}\n" for line in lines)
