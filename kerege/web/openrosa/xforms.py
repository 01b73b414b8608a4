"""The form of an assessment as XForm, made by pyxform from the set and kept by what it is made of."""

import hashlib
import logging
from dataclasses import dataclass, field
from functools import lru_cache

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from kerege.capacity.queries import PhoneForm
from kerege.capacity.rules.definitions import Definition
from kerege.capacity.rules.phone import Spoken, phone_sheets
from kerege.capacity.rules.xlsform import check_form
from kerege.lib.refusal import Refusal

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class XForm:
    content: bytes

    @property
    def hash(self) -> str:
        """Told apart by this on phones; MD5 because the specification says so, and nothing rests on it."""
        return f"md5:{hashlib.md5(self.content, usedforsecurity=False).hexdigest()}"


def title_of(form: PhoneForm) -> str:
    """What the form is called on the phone: the place first, because lists are cut off behind."""
    return f"{form.line.title}: {form.line.set_title}"


def xform_of(form: PhoneForm) -> XForm | None:
    """The form; None where a set asks something that no phone can open. Who keeps the set was told so when it came."""
    try:
        return _made(_Of(form.digest, form.line.uid, form.line.version, title_of(form), form.definition))
    except Refusal as refusal:
        logger.warning("a set cannot be opened on a phone", extra={"code": refusal.code})
        return None


@dataclass(frozen=True)
class _Of:
    """What a form is made of. The digest says which set it is, so sets themselves are not compared."""

    digest: str
    uid: str
    version: str
    title: str
    definition: Definition = field(compare=False)


@lru_cache(maxsize=64)
def _made(of: _Of) -> XForm:
    spoken = {lang: _spoken(lang) for lang in of.definition.languages}
    sheets = phone_sheets(of.definition, assessment=of.uid, version=of.version, title=of.title, spoken=spoken)
    return XForm(check_form(sheets).encode())


def _spoken(lang: str) -> Spoken:
    """What stands beside the questions, in a language of the set; in English where the program does not speak it."""
    known = dict(settings.LANGUAGES)
    with translation.override(lang if lang in known else "en"):
        return Spoken(
            why=gettext("Why does it not apply?"),
            why_hint=gettext("So that others can follow it later."),
            proof=gettext("Picture that proves an answer"),
            of=gettext("Which question does it prove?"),
            file=gettext("Picture"),
            says=gettext("What it shows"),
        )
