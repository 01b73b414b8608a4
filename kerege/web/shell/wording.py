"""Coded values in the reader's words."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from kerege.atlas.rules import language_tag


def word_of(words: Mapping[Any, str], value: str) -> str:
    """The word that a room's `words` has for a value, in the reader's language; the value itself where it has none."""
    return gettext(words[value]) if value in words else value


def language_name(lang: str) -> str:
    """A language by its own name, where this node speaks it."""
    return next((str(name) for code, name in settings.LANGUAGES if language_tag(code) == lang), lang)
