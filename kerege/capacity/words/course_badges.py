"""The words of badges that courses give: what one says, how it stands, and what is refused."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class BadgeKind(StrEnum):
    """What a badge of a course says of its holder. Neither lets anybody teach: that is a trainer's certificate."""

    TOOK_PART = "took_part"
    PASSED = "passed"


class BadgeState(StrEnum):
    """How a badge of a course stands. It has no end; it stands until it is taken back."""

    GIVEN = "given"
    TAKEN_BACK = "taken_back"


BADGE_KINDS = {BadgeKind.TOOK_PART: N_("Took part"), BadgeKind.PASSED: N_("Passed the exam")}

ACHIEVEMENT_TYPES = {BadgeKind.TOOK_PART: "CertificateOfCompletion", BadgeKind.PASSED: "Course"}
"""What Open Badges 3.0 calls them."""

BADGE_LANGUAGES = ("en", "ru")
"""In which languages whoever decides about a badge says what it is given for."""

BADGE_UNTOLD = RefusalWord(
    "capacity.badge_untold",
    N_("Say in English and in Russian what the badge is given for. Whoever is shown it reads that, and nothing else."),
)
BADGE_NOT_THERE = RefusalWord(
    "capacity.badge_not_there",
    N_("There is no such badge, or it is not given any more. Open the page of the course again."),
    status=404,
)
BADGE_NOT_NOW = RefusalWord(
    "capacity.badge_not_now",
    N_("This badge was taken back already. To correct that, give it again."),
    status=409,
)
BADGE_NO_REASON = RefusalWord(
    "capacity.badge_no_reason",
    N_("Say why the badge is taken back. Its holder reads it."),
)
