"""What is not taken along of a question, in the reader's language."""

from collections.abc import Iterable

from django.utils.translation import gettext

from kerege.training.words.bank_parts import PARTS


def parts_named(names: Iterable[str]) -> str:
    """The parts by their words, each once."""
    return ", ".join(dict.fromkeys(gettext(PARTS[name]) if name in PARTS else name for name in names))
