"""Captions of films: what is read of WebVTT and SubRip, what is refused at which line, what becomes a transcript."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.lib.refusal import Refusal
from kerege.training.rules.captions import Cue, Said, language_in, read, transcript, written
from kerege.training.rules.curricula import read as curriculum
from kerege.training.rules.curricula.alignment import alignment
from kerege.training.rules.curricula.films import captions_in, films_of, unheard
from kerege.training.words.captions import MOST_CUES
from tests.training.rules.lessons import content, module

pytestmark = pytest.mark.nodb
WHOLE = """WEBVTT - Spill

STYLE
::cue { background: url(https://example.org/x) }

REGION
id:left

NOTE made by hand
2 lines

00:01.000 --> 00:04.250 align:start position:10%
<v.loud Айгүл>Stop, and <i>tell</i> others.

second
01:00:05.000 --> 01:00:06.000
Two &amp; two<br>
and a &lt;sign&gt;

00:05.000 --> 00:06.000
- Nobody<v Bek>Yes<v Ann>No
"""


def test_times_voices_and_words_are_read_and_all_else_is_left_out():
    assert read(WHOLE.encode()) == (
        Cue(1.0, 4.25, "Stop, and tell others.", "Айгүл"),
        Cue(5.0, 6.0, "- Nobody"),
        Cue(5.0, 6.0, "Yes", "Bek"),
        Cue(5.0, 6.0, "No", "Ann"),
        Cue(3605.0, 3606.0, "Two & two\nand a <sign>"),
    )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_a_mark_at_the_beginning_and_any_ends_of_lines_change_nothing(end):
    assert read(b"\xef\xbb\xbf" + WHOLE.replace("\n", end).encode()) == read(WHOLE.encode())


SUBRIP = "1\r\n00:00:01,5 --> 00:00:02,000\r\n{\\an8}<b>Разлив!</b>\r\n\r\n2\r\n0:00:03.000 --> 0:00:04.000\r\nДа\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_subrip_is_read_also_as_old_programs_write_it_and_becomes_webvtt(encoding):
    cues = read(SUBRIP.encode(encoding), subrip=True)
    assert cues == (Cue(1.5, 2.0, "Разлив!"), Cue(3.0, 4.0, "Да"))
    assert written(cues).decode().splitlines()[:4] == ["WEBVTT", "", "00:00:01.500 --> 00:00:02.000", "Разлив!"]


LINE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30).map(lambda each: " ".join(each.split()))


@given(st.lists(st.tuples(st.integers(0, 9_000_000), st.integers(1, 9_000), LINE, LINE), min_size=1, max_size=4))
def test_what_is_written_reads_the_same(told):
    cues = [Cue(at / 1000, (at + long) / 1000, text or "x", voice) for at, long, text, voice in sorted(told)]
    assert [(each.start, each.end, each.text, each.voice) for each in read(written(cues))] == [
        (each.start, each.end, each.text, each.voice) for each in sorted(cues, key=lambda cue: cue.start)
    ]


HEAD = "WEBVTT\n\n00:01.000 --> 00:02.000\nOne\n\n"


@pytest.mark.parametrize(
    ("told", "code", "line"),
    [
        ("1\n00:00:01,000 --> 00:00:02,000\nSubRip\n", "no_head", None),
        ("WEBVTTX\n", "no_head", None),
        ("", "no_head", None),
        ("WEBVTT\n\nNOTE nothing else\n", "empty", None),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<i></i>\n", "empty", None),
        (HEAD + "00:03.000 -> 00:04.000\nTwo\n", "no_time", 7),
        (HEAD + "name\n00:03 --> 00:04.000\nTwo\n", "no_time", 7),
        (HEAD + "00:61:03.000 --> 00:04.000\nTwo\n", "no_time", 6),
        (HEAD + "00:03.000 --> \nTwo\n", "no_time", 6),
        (HEAD + "alone\n", "no_time", 6),
        (HEAD + "00:04.000 --> 00:04.000\nTwo\n", "end_first", 6),
        (HEAD + "00:04.000 --> 00:05.000\n\xff", "not_utf8", 7),
        ("WEBVTT\n\n" + "00:01.000 --> 00:02.000\nx\n\n" * (MOST_CUES + 1), "too_many", 3 * MOST_CUES + 3),
    ],
    ids=lambda each: each if isinstance(each, str) and each.replace("_", "").isalnum() and len(each) < 20 else "",
)
def test_what_is_wrong_is_told_with_its_line(told, code, line):
    encoding = "latin-1" if "\xff" in told else "utf-8"
    with pytest.raises(Refusal) as caught:
        read(told.encode(encoding))
    assert (caught.value.code, caught.value.data.get("line")) == (f"training.captions_{code}", line)


def test_a_transcript_has_paragraphs_by_voice_pause_and_length():
    long = "A sentence. " * 20
    cues = [Cue(0, 1, "One", "A"), Cue(1, 2, "two\nthree", "A"), Cue(2, 3, "Four", "B"), Cue(6, 7, long.strip(), "B")]
    told = transcript([*cues, Cue(7, 8, "Five", "B")])
    assert told == (
        Said(0, "One two three", "A"),
        Said(2, "Four", "B"),
        Said(6, long.strip(), "B"),
        Said(7, "Five", "B"),
    )
    assert [Said(at, "").clock for at in (0, 65.9, 3605)] == ["0:00", "1:05", "1:00:05"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Spill.RU.vtt", ("spill", "ru")),
        ("spill.uz-Cyrl.vtt", ("spill", "uz-cyrl")),
        ("spill.v2.vtt", ("spill.v2", "")),
        ("ru.vtt", ("ru", "")),
        ("spill", ("spill", "")),
    ],
)
def test_a_name_says_to_which_film_it_belongs_and_its_language(name, told):
    assert language_in(name, ["en", "ru", "uz-cyrl"]) == told


def attachment(name, kind, **more):
    told = {
        "id": name.replace(".", "-").lower(),
        "name": name,
        "sha256": "a" * 64,
        "size": 1,
        "type": kind,
        "purpose": "media",
    }
    return told | more


def lesson(*attachments):
    return curriculum(content(module("risk", attachments=list(attachments)), kind="modules"))


FILM, SOUND = attachment("spill.mp4", "video/mp4"), attachment("talk.mp3", "audio/mpeg", language="ru")


def captions(name, **more):
    return attachment(name, "text/vtt; charset=utf-8", **more)


@pytest.mark.parametrize(
    ("files", "missing"),
    [
        ([FILM], [("spill.mp4", ("en", "ru"))]),
        ([FILM, captions("spill.ru.vtt")], [("spill.mp4", ("en",))]),
        ([FILM, captions("spill.vtt"), captions("SPILL.ru.vtt")], []),
        ([FILM, captions("spill.vtt", language="ru"), captions("other.en.vtt")], [("spill.mp4", ("en",))]),
        ([SOUND], [("talk.mp3", ("ru",))]),
        ([SOUND, captions("talk.vtt")], []),
    ],
    ids=["none", "one", "both", "other film", "sound of one language", "sound with captions"],
)
def test_films_without_captions_are_gaps_in_each_language_of_the_lesson(files, missing):
    programme = lesson(*files)
    found = [(film.file.name, langs) for film, langs in unheard(programme.modules[0], programme)]
    assert found == missing
    assert alignment(programme).gaps == alignment(lesson()).gaps + len(missing)


def test_captions_come_in_the_readers_language_first_and_are_no_files_of_their_own():
    programme = lesson(FILM, captions("spill.en.vtt"), captions("spill.ru.vtt"), captions("else.vtt"))
    films = films_of(programme.modules[0], programme)
    assert [lang for lang, _each in films[0].captions_for("ru")] == ["ru", "en"]
    assert captions_in(films) == {"spill-en-vtt", "spill-ru-vtt"}
