"""Markdown that people write, as HTML that is safe to show: the one place where it is made.

HTML in the text stays text, links lead only to web pages and mail, pictures are told by their words: a text that
somebody hands in can neither run something nor ask another host for anything.
"""

from collections.abc import MutableMapping, Sequence
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

LINKS = ("https://", "http://", "mailto:")
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
        return escapeHtml(tokens[idx].content)

    def link_open(self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]) -> str:
        return f'<a href="{escapeHtml(str(tokens[idx].attrs["href"]))}" rel="noopener noreferrer nofollow">'

    def ordered_list_open(self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]) -> str:
        start = tokens[idx].attrGet("start")
        return f'<ol start="{int(start)}">\n' if start is not None else "<ol>\n"

    @staticmethod
    def _lower(tag: str, env: MutableMapping[str, Any]) -> str:
        return f"h{min(int(tag[1]) + int(env['top']) - 1, LOWEST)}"


def to_html(text: str, *, top: int = 3) -> str:
    """The HTML of a Markdown text (CommonMark and tables); its highest headings are of the level `top`."""
    return str(_reader().render(text, {"top": top}))


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST}, renderer_cls=_Html)
    made.enable(["table", "strikethrough"])
    made.validateLink = lambda url: url.strip().lower().startswith(LINKS)  # type: ignore[method-assign]
    return made
