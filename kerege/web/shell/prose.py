"""Markdown on pages: the one place that calls the HTML of `lib.markdown` safe. Nothing of a writer's is in it."""

from collections.abc import Mapping

from django.utils.safestring import SafeString

from kerege.lib.markdown import to_html, to_line


def markdown(text: object, top: int = 3) -> SafeString:
    """A text in Markdown as HTML that runs nothing and asks no other host; its highest headings are of level `top`."""
    return SafeString(to_html(str(text or ""), top=top))


def illustrated(text: object, pictures: Mapping[str, str], top: int = 3) -> SafeString:
    """The same with pictures of the node's own, by the names that the text gives them."""
    return SafeString(to_html(str(text or ""), top=top, pictures=pictures))


def markdown_line(text: object) -> SafeString:
    """The same on one line, without a paragraph around it; blanks at its ends stay, so that pieces of a line meet."""
    said = str(text or "")
    before, after = said[:1].isspace(), said[-1:].isspace()
    return SafeString(f"{' ' * before}{to_line(said)}{' ' * after}")
