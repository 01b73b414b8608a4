"""An update from the parent: a three-way merge of trees by the ids of their parts, and of lessons by their lines.

What only one side changed is taken. What both changed in different ways stays as it is here and becomes a conflict that
somebody decides; nothing is decided silently.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import asdict, dataclass, field
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.training.rules.curricula import shapes
from kerege.training.rules.curricula.lines import in_order, merged
from kerege.training.rules.curricula.reading import check_answers
from kerege.training.rules.curricula.shapes import Links, Text
from kerege.training.rules.curricula.walking import ROOT, Content, Placed, own, placed
from kerege.training.words.curricula import Clash, Node


@dataclass(frozen=True)
class Conflict:
    """What two sides do not agree about: a field of a part, in a language where it is a text. `own` stands now."""

    clash: Clash
    address: str
    field: str = ""
    lang: str = ""
    base: Any = None
    own: Any = None
    theirs: Any = None
    order: Sequence[str] = ()
    """Of what stands elsewhere in the parent: the ids of the list in which it stands there."""

    @property
    def name(self) -> str:
        """Unique in one merge."""
        return "|".join((self.clash, self.address, self.field, self.lang))

    def kept(self) -> Content:
        """As it is kept with a draft; `read` gives it back."""
        return asdict(self)

    @classmethod
    def read(cls, kept: Content) -> "Conflict":
        return cls(**{**deepcopy(kept), "clash": Clash(kept["clash"])})


@dataclass(frozen=True)
class Merged:
    content: Content
    conflicts: tuple[Conflict, ...]


@dataclass
class _Merge:
    base: dict[str, Placed]
    own: dict[str, Placed]
    theirs: dict[str, Placed]
    conflicts: list[Conflict] = field(default_factory=list)
    kept: dict[str, Placed] = field(default_factory=dict)
    """Every part of the result by its address, from the side on which it is: the own one where both have it."""
    parents: dict[str, str] = field(default_factory=dict)

    def clash(self, clash: Clash, address: str, **told: Any) -> None:
        self.conflicts.append(Conflict(clash, address, **told))


def merge(base: Content, here: Content, there: Content) -> Merged:
    """Bring into `here` what became of `base` in `there`. Version and key stay those of `here`."""
    work = _Merge(placed(base), placed(here), placed(there))
    _choose(work)
    _place(work)
    told = {address: _told(work, address) for address in work.kept}
    _unlink(work, told)
    _answers(work, told)
    content = _assembled(work, told)
    root = {name: here[name] for name in ("format", "key", "version", "source")}
    languages = _languages(work, base, here, there)
    translations = _translations(base, here, there, languages)
    content = root | {"languages": languages} | content | ({"translations": translations} if translations else {})
    return Merged(_without_languages(content, languages), tuple(work.conflicts))


# -- which parts there are ---------------------------------------------------------------------------------------------


def _choose(work: _Merge) -> None:
    """Keep what both have, what one added, and what one removed while the other changed it."""
    links = {side: _new_links(work.base, tree) for side, tree in (("own", work.own), ("theirs", work.theirs))}
    held: set[str] = set()
    for address in dict.fromkeys([*work.own, *work.theirs]):
        mine, yours, was = work.own.get(address), work.theirs.get(address), work.base.get(address)
        if mine is not None and yours is not None:
            if mine.node != yours.node:
                there = {"parent": yours.parent, "field": yours.field, "told": yours.told}
                work.clash(Clash.SAME_ID, address, own=mine.told, theirs=there, order=_list(work.theirs, address))
            work.kept[address] = mine
        elif was is None:
            work.kept[address] = mine or yours  # type: ignore[assignment]
        else:
            _one_sided(work, address, mine or yours, was, links["theirs" if mine is None else "own"], held)  # type: ignore[arg-type]


def _one_sided(work: _Merge, address: str, part: Placed, was: Placed, linked: set[str], held: set[str]) -> None:
    """A part that one side removed: gone, unless the other changed something in it, or links to it since."""
    changed = part.told != was.told or part.parent != was.parent or address in linked
    if part.parent in held:
        held.add(address)
        work.kept[address] = part
    elif changed:
        held.add(address)
        work.kept[address] = part
        here = address in work.own
        told = {"own": part.told, "theirs": None} if here else {"own": None, "theirs": part.told}
        work.clash(Clash.GONE_THERE if here else Clash.GONE_HERE, address, base=was.told, **told)


def _new_links(base: Mapping[str, Placed], tree: Mapping[str, Placed]) -> set[str]:
    """Ids to which a part links that did not before."""
    found: set[str] = set()
    for address, part in tree.items():
        for name, shape in shapes.contents(part.node).items():
            if isinstance(shape, Links):
                before = _linked(base[address].told.get(name)) if address in base else set()
                found |= _linked(part.told.get(name)) - before
    return found


def _linked(value: Any) -> set[str]:
    return {value} if isinstance(value, str) else set(value or ())  # one id, several, or none


# -- where they stand --------------------------------------------------------------------------------------------------


def _place(work: _Merge) -> None:
    for address, part in work.kept.items():
        mine, yours, was = (_parent(tree, address) for tree in (work.own, work.theirs, work.base))
        if mine is None or yours is None or work.own[address].node != work.theirs[address].node:
            found = part.parent
        else:
            found = yours if mine == was else mine
            if mine not in (was, yours) and yours != was:
                work.clash(Clash.PLACE, address, base=was, own=mine, theirs=yours, order=_list(work.theirs, address))
        work.parents[address] = found


def _list(tree: Mapping[str, Placed], address: str) -> list[str]:
    """The list in which a part stands."""
    part = tree[address]
    return [name for name, each in tree.items() if (each.parent, each.field) == (part.parent, part.field)]


def _parent(tree: Mapping[str, Placed], address: str) -> str | None:
    return tree[address].parent if address in tree else None


def _assembled(work: _Merge, told: Mapping[str, Content]) -> Content:
    """The tree of these parts, each list in an order that both sides' moves are in."""
    lists = [_lists(tree) for tree in (work.base, work.own, work.theirs)]
    below: dict[tuple[str, str], list[str]] = {}
    for address, part in work.kept.items():
        if address != ROOT:
            below.setdefault((work.parents[address], part.field), []).append(address)
    made: Content = dict(told[ROOT])
    made_parts = {ROOT: made} | {address: dict(each) for address, each in told.items() if address != ROOT}
    for (parent, name), addresses in below.items():
        if parent not in made_parts or name not in shapes.children(work.kept[parent].node):
            continue  # what another side put under a part of another kind: it stands in the conflict about that part
        sides = [side.get((parent, name), []) for side in lists]
        order, clash = in_order(sides[0], sides[1], sides[2], set(addresses))
        if clash:
            work.clash(Clash.ORDER, parent, field=name, base=sides[0], own=sides[1], theirs=sides[2])
        made_parts[parent][name] = [made_parts[address] for address in order]
    return made


def _lists(parts: Mapping[str, Placed]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for address, part in parts.items():
        if address != ROOT:
            found.setdefault((part.parent, part.field), []).append(address)
    return found


# -- what they say -----------------------------------------------------------------------------------------------------


def _told(work: _Merge, address: str) -> Content:
    """The fields of one part, from both sides."""
    part = work.kept[address]
    name = {"id": part.told["id"]} if address != ROOT else {}
    sides = [tree.get(address) for tree in (work.base, work.own, work.theirs)]
    if sides[1] is None or sides[2] is None or sides[1].node != sides[2].node:
        return name | own(part)
    was, mine, yours = (own(side) if side is not None and side.node == part.node else {} for side in sides)
    found: Content = {}
    for key, shape in shapes.contents(part.node).items():
        if key in shapes.FILE and part.node == Node.ATTACHMENT:
            continue
        values = [side.get(key) for side in (was, mine, yours)]
        value = _value(work, address, key, shape, values)
        if value not in (None, "", [], {}, False):
            found[key] = value
    if part.node == Node.ATTACHMENT:  # name, size and type go with the bytes
        files = [{key: side[key] for key in shapes.FILE if key in side} for side in (was, mine, yours)]
        found |= _value(work, address, shapes.FILE[0], None, files)
    return name | found


def _value(work: _Merge, address: str, key: str, shape: Any, values: list[Any]) -> Any:
    was, mine, yours = values
    if mine == yours or yours == was:
        return mine
    if mine == was:
        return yours
    if isinstance(shape, Text) and mine and yours:  # what one side took out whole is one conflict, in all languages
        return _texts(work, address, key, shape, was or {}, mine, yours)
    if isinstance(shape, Links) and shape.many:
        was, mine, yours = was or [], mine or [], yours or []
        keep = {each for each in {*mine, *yours} if (each in mine and each in yours) or each not in was}
        order, clash = in_order(was, mine, yours, keep)
        if clash:
            there, _ = in_order(was, yours, mine, keep)
            work.clash(Clash.FIELD, address, field=key, base=was, own=order, theirs=there)
        return order
    work.clash(Clash.FIELD, address, field=key, base=was, own=mine, theirs=yours)
    return mine


def _texts(
    work: _Merge, address: str, key: str, shape: Text, was: Content, mine: Content, yours: Content
) -> dict[str, str]:
    found = {}
    for lang in dict.fromkeys([*mine, *yours, *was]):
        a, b, c = was.get(lang, ""), mine.get(lang, ""), yours.get(lang, "")
        value = c if b == a else b
        if b not in (a, c) and c != a:
            both = merged(a, b, c) if shape.long and a and b and c else None
            if both is not None:
                value = both.own
            if both is None or not both.clean:
                sides = {"own": b, "theirs": c} if both is None else {"own": both.own, "theirs": both.theirs}
                clash = Clash.FIELD if both is None else Clash.LINES
                work.clash(clash, address, field=key, lang=lang, base=a, **sides)
        if value:
            found[lang] = value
    return found


def _unlink(work: _Merge, told: Mapping[str, Content]) -> None:
    """Let no part link to one that is gone: a part that one side removed and that stays because the other changed it
    may lead to what went with it. It stands in a conflict; where it does not, what was cut becomes one.
    """
    known = {each.address for each in work.conflicts}
    for address, says in told.items():
        for name, shape in shapes.contents(work.kept[address].node).items():
            if not isinstance(shape, Links) or name not in says:
                continue
            before = says[name]
            ends = [each for each in _linked_in_order(before) if each in work.kept and work.kept[each].node == shape.to]
            if ends != _linked_in_order(before):
                says[name] = ends if shape.many else next(iter(ends), "")
                if not says[name]:
                    del says[name]
                if address not in known:
                    work.clash(Clash.FIELD, address, field=name, own=says.get(name), theirs=before)


def _linked_in_order(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _answers(work: _Merge, told: dict[str, Content]) -> None:
    """Of a question whose answers both changed so that they contradict each other, the own answers stay whole."""
    choices: dict[str, list[str]] = {address: [] for address, part in work.kept.items() if part.node == Node.ITEM}
    for address, parent in work.parents.items():
        if parent in choices:
            choices[parent].append(address)
    for address, below in choices.items():
        mine, yours = work.own.get(address), work.theirs.get(address)
        if mine is None or yours is None or yours.node != mine.node:
            continue
        try:
            check_answers(told[address] | {"choices": [told[each] for each in below]})
        except Refusal:
            _whole(work, told, mine, yours, below)


def _whole(work: _Merge, told: dict[str, Content], mine: Placed, yours: Placed, below: list[str]) -> None:
    address = mine.address
    was = work.base[address].told if address in work.base else None
    for each in below:
        del work.kept[each], work.parents[each], told[each]
    told[address] = dict(mine.told)
    work.conflicts[:] = [
        each for each in work.conflicts if each.address != address and not each.address.startswith(f"{address}/")
    ]
    work.clash(Clash.ANSWERS, address, base=was, own=mine.told, theirs=yours.told)


# -- languages ---------------------------------------------------------------------------------------------------------


def _languages(work: _Merge, base: Content, here: Content, there: Content) -> list[str]:
    """The languages of both. One that a side gave up goes, unless the other wrote in it since."""
    keep = set()
    for lang in {*here["languages"], *there["languages"]}:
        both = lang in here["languages"] and lang in there["languages"]
        if both or lang not in base["languages"]:
            keep.add(lang)
            continue
        still = work.own if lang in here["languages"] else work.theirs
        if _in_language(still, lang) != _in_language(work.base, lang):
            keep.add(lang)
            sides = {"own": lang in here["languages"], "theirs": lang in there["languages"]}
            work.clash(Clash.LANGUAGE, ROOT, field="languages", lang=lang, **sides)
    return in_order(base["languages"], here["languages"], there["languages"], keep)[0]


def _in_language(tree: Mapping[str, Placed], lang: str) -> dict[tuple[str, str], str]:
    return {
        (address, name): part.told[name][lang]
        for address, part in tree.items()
        for name in shapes.texts(part.node)
        if lang in part.told.get(name, {})
    }


def _without_languages(content: Content, languages: list[str]) -> Content:
    for part in list(placed(content).values()):
        for name in shapes.texts(part.node):
            if name in part.told and not set(part.told[name]) <= set(languages):
                part.told[name] = {lang: text for lang, text in part.told[name].items() if lang in languages}
    return content


def _translations(base: Content, here: Content, there: Content, languages: list[str]) -> Content:
    """How translations stand, from both; where they do not agree, the less favourable of the two."""
    sides = [each.get("translations", {}) for each in (base, here, there)]
    found: Content = {}
    for lang in languages:
        was, mine, yours = (side.get(lang) for side in sides)
        state = _lesser(*(side and side.get("state") for side in (was, mine, yours)))
        texts = [(side or {}).get("texts", {}) for side in (was, mine, yours)]
        marks = {path: _lesser(*(side.get(path) for side in texts)) for path in dict.fromkeys([*texts[1], *texts[2]])}
        kept = {path: mark for path, mark in marks.items() if mark is not None}
        if state or kept:
            found[lang] = {"state": state or "draft"} | ({"texts": kept} if kept else {})
    return found


_STATES = ("machine", "draft", "reviewed")


def _lesser(was: Any, mine: Any, yours: Any) -> Any:
    if mine == yours or yours == was:
        return mine
    if mine == was:
        return yours
    both = [each for each in (mine, yours) if each is not None]

    def height(each: Any) -> tuple[int, str]:
        state = each["state"] if isinstance(each, Mapping) else each
        return _STATES.index(state), repr(each)

    return min(both, key=height)
