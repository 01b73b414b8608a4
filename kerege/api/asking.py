"""What may be asked in an address. Every schema refuses parameters that it does not know."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Self

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone, translation
from ninja import Schema
from pydantic import BeforeValidator, Field, ValidationInfo, model_validator

from kerege.api import words
from kerege.api.describing import told_by
from kerege.atlas import queries as atlas
from kerege.atlas.rules import language_chain, language_tag, unknown
from kerege.atlas.words import BAD_LANGUAGE, UNKNOWN_CODE
from kerege.lib.refusal import Refusal
from kerege.lib.stated import NOT_A_DAY, read_day
from kerege.lib.text import BIDI_OVERRIDE, CONTROL_CHARACTERS, EMPTY, NOT_UTF8, TOO_LONG, clean_line

LARGEST_PAGE = 200


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) or value is None else read_day(str(value)[:60], field="on")


def known_language(value: Any) -> str:
    """The BCP 47 tag of a language of this node, or of one whose readers it serves.

    Refuses api.unknown_language and atlas.bad_language.
    """
    known = {language_tag(code) for code, _ in settings.LANGUAGES}
    tag = language_tag(str(value)[:40])
    if not set(language_chain(tag)[:-1] or (tag,)) & known:
        raise Refusal(words.UNKNOWN_LANGUAGE, field="lang", lang=tag, languages=", ".join(sorted(known)))
    return tag


def spoken(tag: str) -> str:
    """The code under which the catalogue of messages nearest to that language is kept."""
    for near in language_chain(tag):
        try:
            return translation.get_supported_language_variant(near.lower())
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


def _line(value: Any, info: ValidationInfo) -> str:
    return clean_line(value, field=info.field_name or "", max_length=80) if value else ""


def known_country(text: str) -> str:
    """The code of a territory, or an empty text. Refuses atlas.unknown_code."""
    return atlas.territory(text.upper()).code if text else ""


def known_project(text: str) -> str:
    """The key of a project, or an empty text. Refuses atlas.unknown_code."""
    if text and text not in atlas.project_keys():
        raise unknown(text, scheme="project", field="project")
    return text


def _country(value: Any, info: ValidationInfo) -> str:
    return _named_here(known_country, value, info)


def _project(value: Any, info: ValidationInfo) -> str:
    return _named_here(known_project, value, info)


def _named_here(check: Callable[[str], str], value: Any, info: ValidationInfo) -> str:
    """`check`, with the name that the value has in this request."""
    text = _line(value, info)
    try:
        return check(text)
    except Refusal as refusal:
        raise Refusal(refusal.word, field=info.field_name, **refusal.data) from None


OF_TEXT = (BIDI_OVERRIDE, CONTROL_CHARACTERS, EMPTY, NOT_UTF8, TOO_LONG)
_LINE = {"type": "string", "maxLength": 80}
_DAY = told_by({"type": "string", "format": "date"}, NOT_A_DAY)
_TAG = told_by({"type": "string", "maxLength": 40}, BAD_LANGUAGE, words.UNKNOWN_LANGUAGE)
_CODE = told_by({"type": "string", "pattern": "^([A-Za-z]{3})?$"}, UNKNOWN_CODE, *OF_TEXT)
Day = Annotated[date | None, BeforeValidator(_day), _DAY]
Language = Annotated[str, BeforeValidator(known_language), _TAG]
Line = Annotated[str, BeforeValidator(_line), told_by(_LINE, *OF_TEXT)]
Country = Annotated[str, BeforeValidator(_country), _CODE]
Project = Annotated[str, BeforeValidator(_project), told_by(_LINE, UNKNOWN_CODE, *OF_TEXT)]


class Asked(Schema):
    """What every address takes: the day as on which to read (today) and the language of names (Accept-Language)."""

    on: Day = Field(None, description="As on which day to read, as YYYY-MM-DD; today when it is left out.")
    lang: Language = Field("", description="BCP 47 tag of the language of names; else Accept-Language decides.")

    @model_validator(mode="after")
    def _settle(self, info: ValidationInfo) -> Self:
        """Refuse api.unknown_parameter and api.repeated_parameter, and settle the day and the language."""
        request: HttpRequest = (info.context or {})["request"]
        for name in request.GET:
            if name not in type(self).model_fields:
                known = ", ".join(type(self).model_fields)
                raise Refusal(words.UNKNOWN_PARAMETER, field=name[:60], name=name[:60], known=known)
            if len(request.GET.getlist(name)) > 1:
                raise Refusal(words.REPEATED_PARAMETER, field=name, name=name)
        self.on = self.on or timezone.localdate()
        self.lang = self.lang or language_tag(translation.get_language() or settings.LANGUAGE_CODE)
        return self

    @property
    def day(self) -> date:
        """The settled day."""
        assert self.on is not None  # noqa: S101 - settled by the validator above
        return self.on


class AskedPage(Asked):
    """And which page of a list."""

    page: int = Field(1, ge=1, le=1_000_000, description="Which page, counted from 1.")
    size: int = Field(50, ge=1, le=LARGEST_PAGE, description="How many items a page has.")


class AskedOfProject(AskedPage):
    """And of which project and country."""

    project: Project = Field("", description="Key of a project, such as P53; all when it is left out.")
    country: Country = Field("", description="ISO 3166-1 alpha-3 code; all when it is left out.")

    @property
    def territories(self) -> tuple[str, ...]:
        return (self.country,) if self.country else ()
