"""Shortened words with a full stop in them, as lists write them: шт. 1234, 40 амп. агента, фл. 12.

The full stop ends no sentence there, and the word is known by its beginning only when it is written out.
"""

import re

_WORDS = {"шт": "штамм", "амп": "ампул", "фл": "флакон", "пр": "пробирка"}
_BEFORE_A_NUMBER = re.compile(r"(?<!\w)(амп|фл|(?<!и )пр)\.\s*(?:No\.?\s*)?(\d+)(?!\w)", re.IGNORECASE)
_BETWEEN = re.compile(r"(?<=\d)(\s?)(амп|фл|пр)\.(?=\s+[^\W\dA-ZА-ЯЁ_])")
"""Behind a number and before a word that goes on with the sentence."""
_STRAIN = re.compile(
    r"(?<!\w)(?<!\d\s)(?<!\d\s\s)(?<![,(:]\s)(?<![,(:])(?<!всего\s)(?<!итого\s)(?<!число\s)(?<!кол-во\s)(?<!количество\s)"
    r"шт\.(?=\s*(?:No\.?\s*)?\d)",
    re.IGNORECASE,
)
"""Before a number. Behind a number, a comma or a word of counting it means pieces: 100 шт., перчатки, шт. 500."""


def spelt_out(text: str) -> str:
    """The text, as lookalikes.seen makes it, with the abbreviations that stand beside a number as the words they mean,
    and the number of containers before them, where a sentence has it; all others as they are.
    """
    text = _STRAIN.sub(_WORDS["шт"], text)
    text = _BEFORE_A_NUMBER.sub(lambda found: f"{found[2]} {_WORDS[found[1].lower()]}", text)
    return _BETWEEN.sub(lambda found: f" {_WORDS[found[2].lower()]}", text)
