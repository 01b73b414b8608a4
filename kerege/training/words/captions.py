"""The words of captions: what is refused of a file with what is said in a film or a recording."""

from kerege.lib.refusal import N_, RefusalWord

MOST_CUES = 10_000

CAPTIONS_NOT_UTF8 = RefusalWord(
    "training.captions_not_utf8",
    N_("Line %(line)s of the captions is not written in UTF-8. Save the file as UTF-8, and try again."),
)
CAPTIONS_NO_HEAD = RefusalWord(
    "training.captions_no_head",
    N_("Line 1 of the captions has to be WEBVTT. Save the file as WebVTT, or as SubRip with the ending .srt."),
)
CAPTIONS_NO_TIME = RefusalWord(
    "training.captions_no_time",
    N_("Line %(line)s of the captions says “%(found)s”. It should say from when until when: 00:01.000 --> 00:04.000."),
)
CAPTIONS_END_FIRST = RefusalWord(
    "training.captions_end_first",
    N_("In line %(line)s of the captions something ends before it begins. Put both times right."),
)
CAPTIONS_EMPTY = RefusalWord(
    "training.captions_empty",
    N_("The captions say nothing. Write at least one sentence with its times."),
)
CAPTIONS_TOO_MANY = RefusalWord(
    "training.captions_too_many",
    N_("Line %(line)s of the captions begins more than %(most)s sentences. Divide the film, and its captions with it."),
)
