"""Sheets that a trainer prints from the stick, made of the tree where no attachment serves instead.

They are plain HTML pages without a program, which every office program opens and edits. `said` says our own words in
the language of the sheet.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from typing import Any

from kerege.lib.markdown import to_html
from kerege.training.rules.packs.layout import SHEETS
from kerege.training.words import sheets as words
from kerege.training.words.curricula import PERS, Per

Said = Callable[[str], str]
Tree = Mapping[str, Any]


def sheets(tree: Tree, lang: str, said: Said) -> dict[str, bytes]:
    """Every sheet of one language, by path: for each module what has no attachment, a form to evaluate the course, and
    a page that leads to all of them.
    """
    made = dict(_of_modules(tree, lang, said))
    if not _has(tree.get("modules", ()), "evaluation_form", lang):
        made["evaluation.html"] = _page(lang, said(words.EVALUATION), _evaluation(tree, lang, said))
    made["start.html"] = _page(lang, _in(tree.get("title"), lang), _start(made, tree, lang, said))
    return {f"{SHEETS}{lang}/{name}": text.encode() for name, text in sorted(made.items())}


def _of_modules(tree: Tree, lang: str, said: Said) -> Iterator[tuple[str, str]]:
    for module in tree.get("modules", ()):
        title = _in(module.get("title"), lang)
        if not _has([module], "lesson_plan", lang):
            page = _page(lang, f"{said(words.LESSON_PLAN)}: {title}", _plan(module, lang, said))
            yield f"{module['id']}-lesson-plan.html", page
        if not _has([module], "assessment", lang):
            yield from _quizzes(module, lang, said)
        if not _has([module], "checklist", lang):
            for each in (each for each in module.get("activities", ()) if each.get("checklist")):
                page = _page(lang, f"{said(words.CHECKLIST)}: {_in(each.get('title'), lang)}", _list(each, lang, said))
                yield f"{each['id']}-checklist.html", page


def _quizzes(module: Tree, lang: str, said: Said) -> Iterator[tuple[str, str]]:
    """A sheet for those who answer, and another with what is right and why for those who mark it."""
    for each in (each for each in module.get("assessments", ()) if each.get("items")):
        title = _in(each.get("title"), lang)
        yield f"{each['id']}-quiz.html", _page(lang, f"{said(words.QUIZ)}: {title}", _quiz(each, lang, said, key=False))
        yield f"{each['id']}-key.html", _page(lang, f"{said(words.KEY)}: {title}", _quiz(each, lang, said, key=True))


def _has(modules: Iterable[Tree], purpose: str, lang: str) -> bool:
    every = (each for module in modules for each in module.get("attachments", ()))
    return any(each.get("purpose") == purpose and each.get("language") in {lang, "", None} for each in every)


# -- what stands on each sheet -----------------------------------------------------------------------------------------


def _plan(module: Tree, lang: str, said: Said) -> Iterator[str]:
    facts = [(said(words.DAY), module.get("day")), (said(words.MINUTES), module.get("minutes"))]
    yield "".join(f"<p>{escape(name)}: {escape(str(value))}</p>" for name, value in facts if value)
    yield _items(said(words.OUTCOMES), [_in(each.get("text"), lang) for each in module.get("outcomes", ())])
    for each in module.get("activities", ()):
        minutes = f", {each['minutes']} {said(words.MINUTES)}" if each.get("minutes") else ""
        yield f"<h2>{escape(_in(each.get('title'), lang))}{escape(minutes)}</h2>"
        yield to_html(_in(each.get("body"), lang))
        rows = [[str(step.get("minutes", "")), _in(step.get("text"), lang)] for step in each.get("steps", ())]
        yield _table([said(words.MINUTES), said(words.STEP)], rows)
        yield _items(said(words.MATERIALS), [_material(one, lang, said) for one in each.get("materials", ())])
        yield _items(said(words.ROLES), [_in(one.get("title"), lang) for one in each.get("roles", ())])
    yield f"<h2>{escape(said(words.LESSON))}</h2>" + to_html(_in(module.get("body"), lang))


def _material(each: Tree, lang: str, said: Said) -> str:
    per = said(PERS[Per(each["per"])]) if each.get("per") in PERS else ""
    return " ".join(part for part in (str(each.get("number", "")), _in(each.get("what"), lang), per) if part)


def _quiz(each: Tree, lang: str, said: Said, *, key: bool) -> Iterator[str]:
    if not key:
        yield _blank(said(words.NAME), said(words.DATE))
    if each.get("pass"):
        yield f"<p>{escape(said(words.PASS))}: {each['pass']} %</p>"
    for number, item in enumerate(each["items"], start=1):
        yield f"<h2>{number}. {escape(_in(item.get('stem'), lang))}</h2><ul>"
        for choice in item.get("choices", ()):
            yield f"<li>{_choice(choice, lang, key=key)}</li>"
        yield "</ul>"


def _choice(choice: Tree, lang: str, *, key: bool) -> str:
    text = escape(_in(choice.get("text"), lang))
    if not key:
        return f"☐ {text}"
    why = escape(_in(choice.get("why"), lang))
    return (f"<b>☑ {text}</b>" if choice.get("right") else f"☐ {text}") + (f"<br><i>{why}</i>" if why else "")


def _list(activity: Tree, lang: str, said: Said) -> Iterator[str]:
    yield _blank(said(words.NAME), said(words.OBSERVER), said(words.DATE))
    rows = []
    for each in activity["checklist"]:
        critical = f" ({said(words.CRITICAL)})" if each.get("critical") else ""
        rows.append([_in(each.get("text"), lang) + critical, "☐", "☐", ""])
    yield _table([said(words.STEP), said(words.DONE), said(words.NOT_DONE), said(words.REMARK)], rows)


def _evaluation(tree: Tree, lang: str, said: Said) -> Iterator[str]:
    yield f"<p>{escape(_in(tree.get('title'), lang))}</p>" + _blank(said(words.DATE))
    yield f"<p>{escape(said(words.NO_NAME))}</p>"
    scale = ["1", "2", "3", "4", "5"]
    yield _table([said(words.STATEMENT), *scale], [[said(each), *"☐☐☐☐☐"] for each in words.STATEMENTS])
    yield "".join(f"<h2>{escape(said(each))}</h2><p><br><br><br></p>" for each in words.OPEN_QUESTIONS)


def _start(made: Mapping[str, str], tree: Tree, lang: str, said: Said) -> Iterator[str]:
    yield to_html(_in(tree.get("summary"), lang)) + f"<h2>{escape(said(words.SHEETS))}</h2><ul>"
    for name, page in sorted(made.items()):
        yield f'<li><a href="{escape(name)}">{page.partition("<title>")[2].partition("</title>")[0]}</a></li>'
    yield "</ul>"
    named = [
        (f"../../attachments/{each['id']}/{each['name']}", each["name"])
        for module in tree.get("modules", ())
        for each in module.get("attachments", ())
        if each.get("language") in {lang, "", None}
    ]
    if named:
        links = "".join(f'<li><a href="{escape(path)}">{escape(name)}</a></li>' for path, name in named)
        yield f"<h2>{escape(said(words.ATTACHMENTS))}</h2><ul>{links}</ul>"


# -- how it is written -------------------------------------------------------------------------------------------------

_STYLE = "body{font-family:sans-serif;max-width:46em;margin:1em auto}table{border-collapse:collapse;width:100%}"
_STYLE += "td,th{border:1px solid #888;padding:.3em;text-align:start}h2{font-size:1.1em;margin-top:1.4em}"


def _page(lang: str, title: str, parts: Iterable[str]) -> str:
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{_STYLE}</style>'
    body = "\n".join(part for part in parts if part)
    page = f'<!doctype html>\n<html lang="{escape(lang)}" dir="auto"><head>{head}</head>'
    return f'{page}<body dir="auto"><h1>{escape(title)}</h1>\n{body}\n</body></html>\n'


def _in(told: object, lang: str) -> str:
    """A text in the language, else in the first by name: a database may give languages in any order."""
    if not isinstance(told, Mapping) or not told:
        return ""
    return str(told.get(lang) or told[min(told)])


def _items(title: str, texts: Iterable[str]) -> str:
    listed = "".join(f"<li>{escape(text)}</li>" for text in texts if text)
    return f"<h2>{escape(title)}</h2><ul>{listed}</ul>" if listed else ""


def _table(headings: Iterable[str], rows: list[list[str]]) -> str:
    if not rows:
        return ""
    head = "".join(f"<th>{escape(each)}</th>" for each in headings)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"


def _blank(*names: str) -> str:
    return "".join(f"<p>{escape(name)}: ______________________________</p>" for name in names)
