"""What forms of both directions share: sheets, names that stand for something, languages as XLSForms name them."""

from collections.abc import Mapping

from kerege.capacity.rules.parts import Texts
from kerege.capacity.words import QuestionKind
from kerege.lib.workbooks import Rows

Sheets = dict[str, Rows]
SURVEY, CHOICES, SETTINGS = ORDER = ("survey", "choices", "settings")
ROW = "kerege_row"
"""Where a row of “survey” stood in the file, once rows before it were left out."""
APART = "__na"
"""The end of the name of a list that has “not applicable” beside the answers of a scale."""
NOT_APPLICABLE = "not_applicable"
BANDS = "kerege_bands::"
"""The beginning of the settings that name scores, one for each language."""
PLAIN: Mapping[QuestionKind, str] = {
    QuestionKind.NUMBER: "decimal",
    QuestionKind.DATE: "date",
    QuestionKind.TEXT: "text",
}
LANGUAGES = {
    "en": "English",
    "ru": "Русский",
    "kk": "Қазақша",
    "ky": "Кыргызча",
    "uz": "Oʻzbekcha",
    "tg": "Тоҷикӣ",
    "mn": "Монгол",
    "fa": "فارسی",
}


def heading_of(lang: str) -> str:
    return f"{LANGUAGES.get(lang, lang)} ({lang})"


def labels(what: str, texts: Texts) -> dict[str, str]:
    """A text in the columns of its languages; `what` is label or hint."""
    return {f"{what}::{heading_of(lang)}": text for lang, text in texts.items()}
