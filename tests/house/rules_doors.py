"""What may come in or go out by one door only."""

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping

from tests.house.rule import Rule, nodes
from tests.house.rules_writes import is_python


def imports(text: str) -> Iterator[tuple[int, str]]:
    """Line and full name of everything that is imported, `from a import b` as `a.b`."""
    for node in nodes(text):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def _importing(*modules: str) -> Callable[[str, str], Iterable[str]]:
    def find(_: str, text: str) -> Iterator[str]:
        for line, name in imports(text):
            for module in modules:
                if f"{name}.".startswith(f"{module}."):
                    yield f"line {line}: imports {module}"

    return find


def door(
    what: str,
    why: str,
    path: str,
    *modules: str,
    good: str,
    bad: Iterable[str],
    waived: Mapping[str, str] | None = None,
) -> Rule:
    """A rule that only the file at `path` imports these modules."""
    return Rule(
        name=f"one door for {what}",
        why=why,
        applies=lambda each: is_python(each) and each != path,
        find=_importing(*modules),
        good=[("kerege/law/actions.py", good), (path, f"import {modules[0]}")],
        bad=[("kerege/law/actions.py", text) for text in bad],
        waived=waived or {},
    )


OF_TEMPLATES = ("django.template.Template", "django.template.Engine", "string.Template", "jinja2", "mako")
FORMED = {"format_html": 0, "format_html_join": 1}
"""Functions whose argument at this place is a form."""


def _made_forms(path: str, text: str) -> Iterator[str]:
    yield from _importing(*OF_TEMPLATES)(path, text)
    for node in nodes(text):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            form = node.args[FORMED[name]] if len(node.args) > FORMED.get(name, 99) else None
            if isinstance(node.func, ast.Attribute) and name in {"format", "format_map"}:
                form = node.func.value
            if name == "from_string" or not isinstance(form, ast.Constant | None):
                yield f"line {node.lineno}: {name}() of something that is not written here"
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod) and _is_glued(node.left):
            yield f"line {node.lineno}: a form for % is glued together"


def _is_glued(node: ast.AST) -> bool:
    """Whether a form is put together from pieces of text; sums of numbers are none."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return any(_is_text(side) or _is_glued(side) for side in (node.left, node.right))
    return isinstance(node, ast.JoinedStr)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _marked_safe(_: str, text: str) -> Iterator[str]:
    for node in nodes(text):
        name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            constant = node.args and isinstance(node.args[0], ast.Constant)
            if called in {"mark_safe", "SafeString", "SafeText"} and not constant:
                yield f"line {node.lineno}: {called}() of something that is not written here"
        if name == "__html__":
            yield f"line {node.lineno}: __html__ makes any text markup"


RULES_OF_DOORS = [
    door(
        "XML",
        "A parser with its defaults reads entities, files and addresses that a stranger names.",
        "kerege/lib/xml.py",
        "xml",
        "lxml",
        "defusedxml",
        good="from kerege.lib import xml\nxml.parse(b'<a/>')",
        bad=[
            "import xml.sax",
            "from xml.etree import ElementTree as ET",
            "from lxml import etree",
            "import defusedxml",
        ],
        waived={
            "kerege/api/feeds.py": "it writes a feed and parses nothing",
            "kerege/api/alert_feeds.py": "it writes a feed and parses nothing",
            "kerege/law/rules/bringing/made.py": "it writes a document; what it reads comes by the door",
        },
    ),
    door(
        "archives",
        "An archive is a list of lies until every member was judged.",
        "kerege/lib/archives.py",
        "zipfile",
        "tarfile",
        "shutil.unpack_archive",
        good="from kerege.lib.archives import Archive",
        bad=["import zipfile", "from tarfile import open", "from shutil import unpack_archive"],
        waived={
            "kerege/upkeep/actions/backup.py": "it writes a backup and opens none",
            "kerege/web/privacy/taking.py": "it writes an archive of its own and opens none",
            "kerege/web/credentials/bundle.py": "it writes an archive of its own and opens none",
            "kerege/upkeep/actions/restoring.py": "it reads the node's own keys, by name, into memory",
            "kerege/upkeep/actions/unpacking.py": "it reads backups as a stream, judges each part, and unpacks none",
        },
    ),
    door(
        "pictures",
        "A decoder in the server's own process can take all of its memory.",
        "kerege/lib/redraw.py",
        "PIL",
        good="from kerege.lib.images import redrawn",
        bad=["from PIL import Image", "import PIL.Image"],
    ),
    door(
        "connections to other machines",
        "Whoever can make the node ask an address can read what only the node may reach.",
        "kerege/lib/outgoing.py",
        "http.client",
        "urllib.request",
        "socket",
        "ftplib",
        "smtplib",
        "telnetlib",
        "httpx",
        "requests",
        "aiohttp",
        "urllib3",
        good="from urllib.parse import urlsplit\nfrom kerege.lib.outgoing import ask",
        bad=["import urllib.request", "from http.client import HTTPSConnection", "import requests", "import socket"],
        waived={
            "kerege/config/class_room.py": "it asks the machine for its own address, and sends nothing",
            "kerege/config/cli/class_files.py": "it listens where the pages of the class do, and connects to nobody",
            "kerege/config/cli/serving.py": "it asks the node that it has just started whether it is there",
            "kerege/config/inspection/mail.py": "it names the faults of a connection that Django's mail opens",
            "kerege/web/account/sso/door.py": "it leads the requests of the sign-in library through lib/outgoing.py",
            "kerege/lib/scanner.py": "it speaks to the virus scanner on this machine through its own socket",
        },
    ),
    Rule(
        name="templates and forms of texts are written here",
        why="A template or a form of a text that somebody typed reads whatever its writer asks it for.",
        applies=is_python,
        find=_made_forms,
        good=[
            ("kerege/web/law/views.py", "format_html('<b>{}</b>', name)\nrender(request, 'law/law.html', {})"),
            ("kerege/web/law/views.py", "'{}'.format(name)\ngettext('a %(b)s') % {'b': name}\nsentence % data\nn % 7"),
        ],
        bad=[
            ("kerege/web/law/views.py", "from django.template import Template"),
            ("kerege/web/law/views.py", "import jinja2"),
            ("kerege/web/law/views.py", "engines['django'].from_string(text)"),
            ("kerege/web/law/views.py", "text.format(name)"),
            ("kerege/web/law/views.py", "request.POST['text'].format_map(told)"),
            ("kerege/web/law/views.py", "format_html(text, name)"),
            ("kerege/web/law/views.py", "format_html_join('', f'<b>{name}</b>', parts)"),
            ("kerege/web/law/views.py", "f'{text} %(name)s' % told"),
            ("kerege/web/law/views.py", "(text + ' %s') % name"),
        ],
    ),
    door(
        "Markdown",
        "A reader with its defaults lets HTML through, and addresses of other hosts.",
        "kerege/lib/markdown.py",
        "markdown_it",
        "markdown",
        good="from kerege.lib.markdown import to_html",
        bad=["import markdown", "from markdown_it import MarkdownIt"],
    ),
    Rule(
        name="markup is written here or made by format_html",
        why="No page renders markup that somebody typed; text from a record that is called safe is a script tomorrow.",
        applies=is_python,
        find=_marked_safe,
        good=[("kerege/web/law/views.py", "format_html('<b>{}</b>', name)\nSafeString('<hr>')")],
        bad=[
            ("kerege/web/law/views.py", "mark_safe(name)"),
            ("kerege/web/law/views.py", "SafeString(f'<b>{name}</b>')"),
            ("kerege/web/law/views.py", "class A:\n    b = c.__html__"),
        ],
        waived={"kerege/web/shell/prose.py": "HTML of Markdown: tests/lib/test_markdown.py allows only ours"},
    ),
]
