"""The example world's package: a small course of SCORM 1.2 in two languages, made here from our own text."""

from collections.abc import Iterator
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from kerege.lib.archives import ToPack, packed
from kerege.lib.refusal import Refusal
from kerege.people.rules import REGION, Actor
from kerege.training.actions import elearning
from kerege.training.words.elearning import ELEARNING_THERE_ALREADY
from kerege.worlds import released

HERE = Path(__file__).resolve().parent / "elearning"
LANGUAGES = ("en", "ru")
PLAIN = ("page.css", "page.js")


def load_packages(*, by: Actor, home: Path = HERE) -> int:
    """Hand in and publish every package; how many came. What is there already stays as it is.

    Refuses what the actions of `training` refuse.
    """
    return sum(_once(by, released.told(file)) for file in sorted(home.glob("*.toml")))


def _once(by: Actor, told: dict[str, Any]) -> bool:
    said = {"languages": LANGUAGES, "licence": told["licence"], "rights": told["rights"], "synthetic": True}
    try:
        row = elearning.hand_in_package(by=by, owner=REGION, file=package(told), **said)
    except Refusal as refusal:
        if refusal.word != ELEARNING_THERE_ALREADY:
            raise
        return False
    elearning.publish_package(by=by, uid=str(row.uid))
    return True


def package(told: dict[str, Any]) -> BytesIO:
    """The package as a ZIP file: the same text gives the same bytes."""
    parts = {
        "imsmanifest.xml": _manifest(escape(told["key"]), escape(told["title"])).encode(),
        "index.html": _page(told).encode(),
    }
    parts |= {name: (HERE / name).read_bytes() for name in PLAIN}
    return BytesIO(b"".join(packed([_to_pack(name, content) for name, content in parts.items()])))


def _manifest(key: str, title: str) -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="{key}" version="1" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
 xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
<metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
<organizations default="whole"><organization identifier="whole"><title>{title}</title>
<item identifier="part" identifierref="page"><title>{title}</title></item></organization></organizations>
<resources><resource identifier="page" type="webcontent" adlcp:scormtype="sco" href="index.html">
<file href="index.html"/><file href="page.css"/><file href="page.js"/></resource></resources></manifest>
"""


def _to_pack(name: str, content: bytes) -> ToPack:
    return ToPack(name, len(content), lambda: BytesIO(content))


def _page(told: dict[str, Any]) -> str:
    tongues = "".join(
        f'<button type="button" data-tongue="{lang}">{escape(told["words"][lang]["language"])}</button>'
        for lang in LANGUAGES
    )
    screens = "\n".join(each for lang in LANGUAGES for each in _screens(told, lang))
    title, passed, first = escape(told["title"]), told["passed_from"], LANGUAGES[0]
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><link rel="stylesheet" href="page.css"><script type="module" src="page.js"></script></head>
<body data-passed="{passed}" data-first="{first}"><nav class="row">{tongues}</nav>
{screens}</body></html>
"""


def _screens(told: dict[str, Any], lang: str) -> Iterator[str]:
    words, number = told["words"][lang], 0
    for number, each in enumerate(told["screen"], start=1):
        text = "".join(f"<p>{escape(line)}</p>" for line in each["text"][lang])
        yield _screen(lang, number, f"<h1>{escape(each['title'][lang])}</h1>{text}", words)
    asked = "".join(_question(each, lang, n, words) for n, each in enumerate(told["question"], start=1))
    result = f"{escape(words['score'])} <b data-score></b>. {escape(words['done'])}"
    form = f'<form>{asked}<button type="submit">{escape(words["check"])}</button><p data-done hidden role="status">'
    yield _screen(lang, number + 1, f"{form}{result}</p></form>", words)


def _screen(lang: str, number: int, inside: str, words: dict[str, str]) -> str:
    ways = f'<button type="button" data-go="-1">{escape(words["back"])}</button>'
    ways += f'<button type="button" data-go="1">{escape(words["go"])}</button>'
    told = f"<p>{escape(words['page'])} {number}</p>"
    attributes = f'data-lang="{lang}" data-screen="{number}" tabindex="-1" hidden'
    return f'<section {attributes}>{told}{inside}<p class="row">{ways}</p></section>'


def _question(told: dict[str, Any], lang: str, number: int, words: dict[str, str]) -> str:
    answers = "".join(
        f'<label><input type="radio" name="{lang}{number}" value="{n}"> {escape(answer)}</label>'
        for n, answer in enumerate(told["answers"][lang], start=1)
    )
    said = f'<p class="well" data-well hidden>{escape(words["well"])}</p>'
    said += f'<p class="not" data-not hidden>{escape(words["not_well"])}</p>'
    legend = f"<legend>{escape(told['text'][lang])}</legend>"
    return f'<fieldset data-right="{told["right"]}">{legend}{answers}{said}</fieldset>'
