"""Names, sizes and texts of files."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from tests.house.rule import Rule

VAGUE = {
    "util",
    "utils",
    "helper",
    "helpers",
    "common",
    "misc",
    "manager",
    "managers",
    "base",
    "core",
    "shared",
    "stuff",
}
CODE = (".py", ".sh", ".mjs", ".js", ".ts", ".css")


def _is_template(path: str) -> bool:
    return path.startswith("kerege/web/") and "/templates/" in path and path.endswith((".html", ".txt", ".svg"))


def _vague_names(path: str, _: str) -> Iterator[str]:
    for part in path.split("/"):
        if part.split(".")[0] in VAGUE and not part.endswith(".html"):
            yield f"“{part}” says nothing about what is inside"


def _too_long(most: int) -> object:
    def find(_: str, text: str) -> Iterator[str]:
        lines = len(text.splitlines())
        if lines > most:
            yield f"{lines} lines, {most} are allowed"

    return find


INLINE = {
    r"<style\b": "an inline style sheet",
    r"\sstyle\s*=": "an inline style",
    r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")": "an inline script",
    r"\son[a-z]+\s*=": "an inline event handler",
    r"javascript:": "a script as an address",
    r"<(?:script|link|img)\b[^>]*(?:src|href)\s*=\s*[\"']?(?:https?:)?//": "a file from another host",
    r"hx-on[:-]": "a script in an attribute",
}


def _inline(_: str, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), start=1):
        for pattern, what in INLINE.items():
            if re.search(pattern, line, re.IGNORECASE):
                yield f"line {number}: {what}"


TRANSLATED = re.compile(r"{%\s*(blocktranslate|blocktrans|comment|verbatim)\b.*?{%\s*end\1\s*%}", re.DOTALL)
TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
WORD = re.compile(r"[^\W\d_]{2,}")
NAMES = {"Kerege", "kerege", "CSV", "XLSX", "UTC"}  # names, of formats and times too, are the same in every language
READ_ALOUD = {"alt", "title", "placeholder", "aria-label", "aria-description"}
NOT_PROSE = {"code", "script", "style", "svg", "kbd"}


class _Texts(HTMLParser):
    """Collects what a reader sees or hears of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self.not_prose = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.not_prose += tag in NOT_PROSE
        self.found += [(self.getpos()[0], value) for name, value in attrs if name in READ_ALOUD and value]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [(self.getpos()[0], value) for name, value in attrs if name in READ_ALOUD and value]

    def handle_endtag(self, tag: str) -> None:
        self.not_prose -= tag in NOT_PROSE

    def handle_data(self, data: str) -> None:
        if not self.not_prose:
            self.found.append((self.getpos()[0], data))


def _blank(match: re.Match[str]) -> str:
    return "\n" * match.group().count("\n") or " "


def _untranslated(path: str, text: str) -> Iterator[str]:
    bare = TAG.sub(_blank, TRANSLATED.sub(_blank, text))
    texts = _Texts()
    texts.feed(bare)
    for line, data in texts.found:
        words = [w for w in WORD.findall(data) if w not in NAMES]
        if words:
            yield f"near line {line}: “{' '.join(words[:6])}” is not translated"


# Written in pieces, because this file is read by the rule too.
FOREIGN = re.compile(
    "|".join(
        [
            r"(?<![\w.}])/(?:wo" + r"rk|ho" + r"me|ro" + r"ot|Us" + r"ers)/\w",
            r"/tm" + r"p/[a-z]+/",
            "py" + r"pi\.org",
            "pythonho" + "sted",
            r"registry\.np" + "mjs",
            r"deb\.deb" + r"ian\.org",
            "jsde" + "livr",
            r"unp" + r"kg\.com",
            "cdn" + "js",
        ]
    )
)


def _foreign(_: str, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), start=1):
        if found := FOREIGN.search(line):
            yield f"line {number}: {found.group()}"


A_PAGE = "kerege/web/law/templates/law/page.html"

RULES_OF_FILES = [
    Rule(
        name="names say what is inside",
        why="A drawer for everything becomes a room that everybody enters.",
        applies=lambda path: path.endswith((".py", ".js", ".mjs", ".ts")),
        find=_vague_names,
        good=[("kerege/lib/periods.py", ""), (A_PAGE.replace("page", "base"), "")],
        bad=[("kerege/lib/utils.py", ""), ("kerege/common/dates.py", ""), ("frontend/src/js/helpers.js", "")],
    ),
    Rule(
        name="files have at most 400 lines",
        why="A longer file has more than one subject.",
        applies=lambda path: path.endswith(CODE) and "/migrations/" not in path,
        find=_too_long(400),  # type: ignore[arg-type]
        good=[("kerege/lib/text.py", "x\n" * 400)],
        bad=[("kerege/lib/text.py", "x\n" * 401)],
    ),
    Rule(
        name="templates have at most 150 lines",
        why="A page that is longer is made of parts that want names.",
        applies=_is_template,
        find=_too_long(150),  # type: ignore[arg-type]
        good=[(A_PAGE, "x\n" * 150)],
        bad=[(A_PAGE, "x\n" * 151)],
    ),
    Rule(
        name="pages hold no scripts and no styles",
        why="The content security policy refuses them; a page that needs them is broken without anybody noticing.",
        applies=_is_template,
        find=_inline,
        good=[
            (A_PAGE, '<script src="{% static \'kerege/app.js\' %}"></script><a href="https://x.example">{{ x }}</a>')
        ],
        bad=[
            (A_PAGE, "<p style='color: red'>"),
            (A_PAGE, "<script>alert(1)</script>"),
            (A_PAGE, "<style>p {}</style>"),
            (A_PAGE, '<button onclick="go()">'),
            (A_PAGE, '<a href="javascript:go()">'),
            (A_PAGE, '<script src="https://x.example/a.js"></script>'),
        ],
    ),
    Rule(
        name="what a reader reads is translated",
        why="English in a Russian page tells its reader that the page was not made for them.",
        applies=lambda path: _is_template(path) and path.endswith(".html"),
        find=_untranslated,
        good=[
            (A_PAGE, '<h1>{% translate "Law" %}</h1><img alt="{% translate "A map" %}"> Kerege · {{ law.title }} → 12'),
            (A_PAGE, "<p>{% blocktranslate %}Read {{ law }} now{% endblocktranslate %}</p><code>kerege up</code>"),
            (A_PAGE, "{# why it stands here #}{% comment %}and here{% endcomment %}"),
        ],
        bad=[(A_PAGE, "<h1>Law</h1>"), (A_PAGE, "<p>{{ n }} строк</p>"), (A_PAGE, '<img alt="A map">')],
    ),
    Rule(
        name="no machine and no registry in the tree",
        why="What names somebody's machine works on that machine only; registries are chosen by whoever installs.",
        applies=lambda path: True,
        find=_foreign,
        good=[("docs/README.md", "see docs/how-to/x.md and /usr/bin/python3")],
        bad=[
            ("docs/README.md", "/ho" + "me/me/kerege"),
            ("frontend/package-lock.json", "https://registry.np" + "mjs.org/x"),
        ],
    ),
    Rule(
        name="a cell with a label has the direction of its page",
        why="On a phone its label stands within it: by a direction of the cell it goes to the wrong side of a page in "
        "Persian. What it holds is wrapped in a span that has the direction.",
        applies=_is_template,
        find=lambda _, text: re.findall(r"<td\b[^>]*\bdata-label=[^>]*\bdir=|<td\b[^>]*\bdir=[^>]*\bdata-label=", text),
        good=[
            (A_PAGE, '<td data-label="{{ h_body }}"><span dir="auto">{{ body }}</span></td><td dir="auto">{{ x }}</td>')
        ],
        bad=[
            (A_PAGE, '<td data-label="{{ h_body }}" dir="auto">{{ body }}</td>'),
            (A_PAGE, '<td dir="ltr" data-label="{{ h_body }}">{{ body }}</td>'),
        ],
    ),
    Rule(
        name="templates name no raw filters",
        why="`safe` and `autoescape off` let a name that somebody typed run as a page.",
        applies=_is_template,
        find=lambda _, text: re.findall(r"\|\s*safe\b|autoescape off", text),
        good=[(A_PAGE, "{{ name }}")],
        bad=[(A_PAGE, "{{ name|safe }}"), (A_PAGE, "{% autoescape off %}")],
    ),
]
