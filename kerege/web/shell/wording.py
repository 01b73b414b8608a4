"""Coded values in the reader's words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext


def word_of(words: Mapping[Any, str], value: str) -> str:
    """The word that a room's `words` has for a value, in the reader's language; the value itself where it has none."""
    return gettext(words[value]) if value in words else value
