"""Names of others' XLSForms as keys of sets: small letters, digits and _. Whatever speaks of a name follows it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kerege.capacity.rules.form_words import APART, CHOICES, SETTINGS, SURVEY, Sheets
from kerege.capacity.rules.parts import YES_NO

LONGEST = 60
_REFERENCE = re.compile(r"\$\{\s*([^{}]*?)\s*\}")
_TEXT = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_LIMIT = re.compile(r"\.\s*(>=|<=|>|<)\s*(-?[0-9.]+)")


@dataclass(frozen=True)
class Names:
    """What questions and sections, lists, and the codes of each list are called in the set."""

    questions: Mapping[str, str]
    lists: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]]


def names_of(sheets: Sheets) -> Names:
    """The keys for all names of a form; where two would be one key, the second gets a number."""
    by_list: dict[str, list[str]] = {}
    for row in sheets[CHOICES]:
        by_list.setdefault(row.get("list_name", ""), []).append(row.get("name", ""))
    lists = _keys((name.removesuffix(APART) for name in by_list), first="list_")
    for name, codes in by_list.items():
        if name == YES_NO and set(codes) != {"yes", "no"}:  # theirs has other answers than ours of that name
            lists[name] = "yes_no_list"
    lists = {name: lists[name.removesuffix(APART)] + (APART if name.endswith(APART) else "") for name in by_list}
    names = (row.get("name", "") for row in sheets[SURVEY] if row.get("name"))
    return Names(_keys(names, first="q_"), lists, {name: _keys(codes, first="c_") for name, codes in by_list.items()})


def with_names(sheets: Sheets, names: Names) -> Sheets:
    """The form with these names."""
    changed = {old: new for codes in names.codes.values() for old, new in codes.items() if old != new}
    survey = [_survey_row(row, names, changed) for row in sheets[SURVEY]]
    choices = []
    for row in sheets[CHOICES]:
        known = row.get("list_name", "")
        named = {"list_name": names.lists[known], "name": names.codes[known].get(row.get("name", ""), "")}
        choices.append({k: v for k, v in (row | named).items() if v})
    settings = [dict(row) for row in sheets[SETTINGS]]
    for row in settings:
        if row.get("form_id"):
            row["form_id"] = re.sub(r"[^a-z0-9]+", "-", row["form_id"].lower()).strip("-")
    return {SURVEY: survey, CHOICES: choices, SETTINGS: settings}


def _survey_row(row: Mapping[str, str], names: Names, changed: Mapping[str, str]) -> dict[str, str]:
    found = dict(row)
    word, _, chosen = row["type"].partition(" ")
    if chosen:
        found["type"] = f"{word} {names.lists.get(chosen, chosen)}"
    if row.get("name"):
        found["name"] = names.questions[row["name"]]
    if row.get("relevant"):
        found["relevant"] = _renamed(row["relevant"], names.questions, changed)
    if row.get("constraint"):
        found["constraint"] = _limits(row["constraint"], whole=word == "integer")
    return found


def _renamed(condition: str, questions: Mapping[str, str], codes: Mapping[str, str]) -> str:
    told = _REFERENCE.sub(lambda found: f"${{{questions.get(found[1], found[1])}}}", condition)
    return _TEXT.sub(lambda found: _code(found, codes), told)


def _code(found: re.Match[str], codes: Mapping[str, str]) -> str:
    text = found[1] if found[1] is not None else found[2]
    return f"'{codes[text]}'" if text in codes else found[0]


def _limits(constraint: str, *, whole: bool) -> str:
    """Limits as sets write them; of whole numbers, what is more than 0 is 1 at least."""
    parts = re.split(r"\s+and\s+", constraint.strip())
    told = [_LIMIT.fullmatch(part.strip()) for part in parts]
    if not all(told) or len(told) > 2:
        return constraint
    limits: dict[str, str] = {}
    for found in told:
        sign, number = (found[1], found[2]) if found else ("", "")
        if sign in {"<", ">"}:
            if not whole or not re.fullmatch(r"-?\d+", number):
                return constraint
            number = str(int(number) + (1 if sign == ">" else -1))
        limits[f"{sign[0]}="] = number
    return " and ".join(f". {sign} {limits[sign]}" for sign in (">=", "<=") if sign in limits)


def _keys(names: Iterable[str], *, first: str) -> dict[str, str]:
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        if name in found or not name:
            continue
        key = re.sub(r"[^a-z0-9_]+", "_", name.lower())[:LONGEST]
        if not re.match(r"[a-z]" if first != "c_" else r"[a-z0-9]", key):
            key = f"{first}{key.strip('_')}"[:LONGEST]
        number = 2
        while key in taken:
            key = f"{key[: LONGEST - 5].removesuffix(f'_{number - 1}')}_{number}"
            number += 1
        found[name] = key
        taken.add(key)
    return found
