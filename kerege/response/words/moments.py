"""What is refused about moments in messages."""

from kerege.lib.refusal import N_, RefusalWord

NOT_A_MOMENT = RefusalWord(
    "response.not_a_moment",
    N_(
        "“%(text)s” is not a moment as CAP writes it. Give day, time and offset, for example "
        "2026-11-28T14:30:00+05:00; for universal time write -00:00 and not Z."
    ),
)
