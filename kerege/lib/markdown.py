"""Markdown that people write, as HTML that is safe to show: the one place where it is made.

HTML in the text stays text, links lead only to web pages and mail, and of pictures only those are shown for which
whoever shows the text gives the address; all others are told by their words: a text that
somebody hands in can neither run something nor ask another host for anything.
"""

from collections.abc import Mapping, MutableMapping, Sequence
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

LINKS = ("https://", "http://", "mailto:")
PICTURE = "picture:"
"""What stands before the name of a picture for which whoever shows the text has an address; none has another."""
DEEPEST = 20
"""How deep lists and quotations may stand in each other; deeper ones are read as text."""
LOWEST = 6


class _Html(RendererHTML):
    """Headings begin below those of the page around, and tables have the look of the house."""

    def heading_open(self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]) -> str:
        return f"<{self._lower(tokens[idx].tag, env)}>"

    def heading_close(self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]) -> str:
        return f"</{self._lower(tokens[idx].tag, env)}>\n"

    def table_open(self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]) -> str:
        return '<div class="table-wrap" tabindex="0"><table class="table">\n'

    def table_close(self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]) -> str:
        return "</table></div>\n"

    def th_open(self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]) -> str:
        return '<th scope="col">'

    def td_open(self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]) -> str:
        return "<td>"

    def image(self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]) -> str:
        words = escapeHtml(tokens[idx].content)
        name = str(tokens[idx].attrs.get("src", "")).removeprefix(PICTURE)
        address = env.get("pictures", {}).get(name, "")
        return f'<img src="{escapeHtml(address)}" alt="{words}" loading="lazy">' if address and words else words

    def link_open(self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]) -> str:
        if not str(tokens[idx].attrs["href"]).lower().startswith(LINKS):
            return "<a>"  # a picture's name leads nowhere
        return f'<a href="{escapeHtml(str(tokens[idx].attrs["href"]))}" rel="noopener noreferrer nofollow">'

    def ordered_list_open(self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]) -> str:
        start = tokens[idx].attrGet("start")
        return f'<ol start="{int(start)}">\n' if start is not None else "<ol>\n"

    @staticmethod
    def _lower(tag: str, env: MutableMapping[str, Any]) -> str:
        return f"h{min(int(tag[1]) + int(env['top']) - 1, LOWEST)}"


def to_html(text: str, *, top: int = 3, pictures: Mapping[str, str] | None = None) -> str:
    """The HTML of a Markdown text (CommonMark and tables); its highest headings are of the level `top`. `pictures` are
    addresses by name: `![words](picture:name)` shows one, and is its words where there is no address for it.
    """
    return str(_reader().render(text, {"top": top, "pictures": pictures or {}}))


def to_line(text: str) -> str:
    """The same on one line, without a paragraph around it: for what stands in a label or in the middle of a line."""
    return str(_reader().renderInline(text, {"top": LOWEST, "pictures": {}})).strip()


def to_words(text: str) -> str:
    """The words alone, for where no markup can stand, as in a list to choose from."""
    inline = _reader().parseInline(text, {})
    children = [each for token in inline for each in token.children or []]
    said = ["\n" if each.type in {"softbreak", "hardbreak"} else each.content for each in children]
    return " ".join("".join(said).split())


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST}, renderer_cls=_Html)
    made.enable(["table", "strikethrough"])
    made.validateLink = lambda url: url.strip().lower().startswith((*LINKS, PICTURE))  # type: ignore[method-assign]
    return made
