"""The preferences of a learner, as units of cmi5 write and read them (11)."""

import re

from kerege.lib.refusal import Refusal
from kerege.lrs.rules import reading
from kerege.training.words.cmi5 import CMI5_BAD_PREFERENCES

_TAG = r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*"
_LANGUAGES = re.compile(rf"{_TAG}(\s*,\s*{_TAG})*")


def check_preferences(content_type: str, body: bytes) -> None:
    """Refuses training.cmi5_bad_preferences (403) for what is no document of preferences."""
    try:
        told = reading.parse(reading.text_of(body))
    except Refusal:
        raise Refusal(CMI5_BAD_PREFERENCES) from None
    if content_type.split(";")[0].strip().lower() != "application/json" or not isinstance(told, dict):
        raise Refusal(CMI5_BAD_PREFERENCES)
    languages, audio = told.get("languagePreference"), told.get("audioPreference")
    if not isinstance(languages, str) or len(languages) > 500 or not _LANGUAGES.fullmatch(languages):
        raise Refusal(CMI5_BAD_PREFERENCES, field="languagePreference")
    if audio not in ("on", "off"):
        raise Refusal(CMI5_BAD_PREFERENCES, field="audioPreference")
