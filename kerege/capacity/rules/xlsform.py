"""Question sets as XLSForms: three sheets of texts, and back. What XLSForm has no column for stands in `kerege_*`.

`sheets_of` and `content_of` are inverse to each other for every set that is written here. Of another form what is
not understood is refused with its row; nothing is dropped silently. Conditions are XLSForm's own.
"""

from kerege.capacity.rules.form_in import content_of as content_of
from kerege.capacity.rules.form_out import sheets_of as sheets_of
from kerege.capacity.rules.form_words import (
    CHOICES as CHOICES,
)
from kerege.capacity.rules.form_words import (
    NOT_APPLICABLE as NOT_APPLICABLE,
)
from kerege.capacity.rules.form_words import (
    ORDER as ORDER,
)
from kerege.capacity.rules.form_words import (
    SETTINGS as SETTINGS,
)
from kerege.capacity.rules.form_words import (
    SURVEY as SURVEY,
)
from kerege.capacity.rules.form_words import (
    Sheets as Sheets,
)
from kerege.capacity.rules.form_words import (
    heading_of as heading_of,
)
from kerege.capacity.words import refused
from kerege.lib.refusal import Refusal


def check_form(sheets: Sheets) -> str:
    """The form as XForm, as an ODK client gets it. Refuses capacity.form_refused with what pyxform says is wrong."""
    from pyxform.errors import PyXFormError  # a second of imports that only whoever brings a form waits for
    from pyxform.xls2xform import convert

    try:
        done = convert(xlsform=sheets, validate=False, form_name="data")
    except (PyXFormError, KeyError, ValueError, TypeError) as fault:
        told = " ".join(str(fault).split())[:300]
        raise Refusal(refused.FORM_REFUSED, field="file", told=told) from None
    return str(done.xform)
