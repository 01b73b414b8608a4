"""The words of badges that courses give: on what one rests, and what is refused. How one stands is said by capacity."""

from kerege.lib.refusal import N_, RefusalWord

BADGE_NOT_YOURS = RefusalWord(
    "training.badge_not_yours",
    N_("Whoever organises a course decides about its badges and gives them. Ask its lead trainer."),
    status=403,
)
BADGE_NEEDS_EXAM = RefusalWord(
    "training.badge_needs_exam",
    N_(
        "A badge that says “passed” rests on a released exam of this course, which the node grades itself. What a "
        "lesson, a package or a tool reports is a claim of whoever plays it and gives no badge. Release an exam, or "
        "give a badge for taking part."
    ),
    status=409,
)
BADGE_REGISTER_OPEN = RefusalWord(
    "training.badge_register_open",
    N_("Who took part is said by the register. Close the register of this course first, then give the badges."),
    status=409,
)
BADGE_NOT_EARNED = RefusalWord(
    "training.badge_not_earned",
    N_("This person is not in the register, or did not pass the exam on which the badge rests, so it is not given."),
    status=409,
)
