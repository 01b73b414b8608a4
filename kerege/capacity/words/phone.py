"""What is refused of forms that are filled in on a phone, and of answers that a browser kept."""

from kerege.lib.refusal import N_, RefusalWord

UNKNOWN_FORM = RefusalWord(
    "capacity.unknown_form",
    N_(
        "There is no such form for you: the assessment was withdrawn, or you are not in its team. Get the blank forms "
        "again, and ask whoever leads it."
    ),
    status=404,
)
FORM_OF_FACILITY = RefusalWord(
    "capacity.form_of_facility",
    N_(
        "This is the form of a facility, and here only answers to assessments are taken. Send it to your server for "
        "forms, or copy it from the phone, and hand the file in as a list of facilities."
    ),
)
OTHER_VERSION = RefusalWord(
    "capacity.other_version",
    N_(
        "This form was filled in with version “%(given)s”, and the assessment asks version “%(wanted)s”. Get the blank "
        "form again and copy your answers."
    ),
    status=409,
)
NO_FORM = RefusalWord(
    "capacity.no_form",
    N_("The part “xml_submission_file” with the filled-in form is missing. Send the form again."),
)
NO_INSTANCE = RefusalWord(
    "capacity.no_instance",
    N_("The form does not say which one it is (meta/instanceID). Fill it in anew in ODK Collect."),
)
OTHER_INSTANCE = RefusalWord(
    "capacity.other_instance",
    N_("Another form came under this number before, and it stays. Fill in a new form to change an answer."),
    status=409,
)
NOT_IN_FORM = RefusalWord(
    "capacity.not_in_form",
    N_("The form brings “%(name)s”, which is not asked in it. Get the blank form again and copy your answers."),
)
BAD_MOMENT = RefusalWord(
    "capacity.bad_moment",
    N_("“%(value)s” is no moment at which a form can be filled in. Set the clock of the phone, and send it again."),
)
TOO_MANY_PROOFS = RefusalWord(
    "capacity.too_many_proofs",
    N_("One form may bring %(most)s pictures and files at most. Record the others on the page of the assessment."),
    status=413,
)
WEAK_DEVICE = RefusalWord(
    "capacity.weak_device",
    N_(
        "Your role wants a second factor, and the password of this device was made without one. Sign in with it on the "
        "page, and make a new password for the device."
    ),
    status=403,
)
PACKED = RefusalWord(
    "capacity.packed",
    N_("What was sent is packed (%(packing)s), which is not read here. Send it as it is."),
    status=415,
)
NOT_KEPT = RefusalWord(
    "capacity.not_kept",
    N_("What this device kept cannot be read. Type the answers again on the page; nothing was changed."),
)
