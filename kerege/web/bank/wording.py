"""What a question is called to whoever reads: in their language where it is translated, else as it was written."""

from typing import Any

from django.utils.translation import get_language

from kerege.lib.versions import Texts, text_in


def titled(titles: Texts, source: str) -> dict[str, Any]:
    """`title`, and `title_lang` where it is not the reader's language."""
    here = get_language() or "en"
    tag = next((each for each in (here, here.split("-")[0], source) if titles.get(each)), source)
    return {"title": text_in(titles, here, source), "title_lang": "" if tag == here.split("-")[0] else tag}
