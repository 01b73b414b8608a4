"""What the reference pages refuse, and how they call the records that cite a page."""

from kerege.lib.refusal import N_, RefusalWord

NO_SUCH_SOURCE = RefusalWord(
    "reference.unknown_source",
    N_("There is no source with the key “%(key)s”. Look it up in the list of sources."),
    status=404,
)

RECORD_KINDS = {
    "course": N_("Courses"),
    "coursegroup": N_("Groups of courses"),
    "event": N_("Events"),
    "handover": N_("Handovers of equipment"),
    "centreplacement": N_("Trainers in centres"),
    "coursedescent": N_("Who taught a course"),
    "curriculumadoption": N_("Curricula adopted"),
    "milestone": N_("Steps of law"),
    "statusrecord": N_("Acts about instruments"),
    "claim": N_("Claims"),
    "association": N_("Associations"),
    "referencefunction": N_("Reference functions"),
}
OTHER_RECORDS = N_("Other records")
