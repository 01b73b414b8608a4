"""Question sets as XLSForms: three sheets of texts, and back. What XLSForm has no column for stands in `kerege_*`.

`sheets_of` and `content_of` are inverse to each other for every set that is written here. Another form goes through
`plain` first, which tells what it leaves out; what is not understood is refused with its row, and nothing is dropped
silently. Conditions are XLSForm's own.
"""

from kerege.capacity.rules.form_in import content_of
from kerege.capacity.rules.form_out import sheets_of
from kerege.capacity.rules.form_plain import LeftOut, plain
from kerege.capacity.rules.form_words import ORDER, Sheets
from kerege.capacity.words import refused
from kerege.lib.refusal import Refusal

__all__ = ["ORDER", "LeftOut", "Sheets", "check_form", "content_of", "plain", "sheets_of"]


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
