"""Captions: what is said in a film or a recording, and when. Reads WebVTT and SubRip, writes WebVTT. Plain Python.

What is read keeps times, voices and words. Places, colours and styles are left out: a transcript has none, and a
browser puts captions where they can be read.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape

from kerege.lib.refusal import Refusal
from kerege.lib.sheets.decoding import decode
from kerege.training.words import captions as words

_ARROW = "-->"
_TIME = re.compile(r"(?:(\d{1,4}):)?([0-5]?\d):([0-5]\d)[.,](\d{1,3})", re.ASCII)
_BLOCK = re.compile(r"(NOTE|STYLE|REGION)(?:[ \t]|$)")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>]*)>")
_TAG = re.compile(r"<[^>]*>|\{\\[^}]*\}")
PAUSE, LONG = 2.0, 220
"""A transcript begins a new paragraph after so many seconds of silence, and after a sentence once it has so many signs.
"""


@dataclass(frozen=True)
class Cue:
    """Something that is said, from one second to another. `voice` is empty where nobody is named."""

    start: float
    end: float
    text: str
    voice: str = ""


@dataclass(frozen=True)
class Said:
    """A paragraph of a transcript: who says it, and from when on."""

    start: float
    text: str
    voice: str = ""

    @property
    def clock(self) -> str:
        """As people read it: 1:05, or 1:00:05 in the second hour."""
        minutes, seconds = divmod(int(self.start), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def read(content: bytes, *, subrip: bool = False) -> tuple[Cue, ...]:
    """The cues of a file, in the order of their times. SubRip may come in an old encoding; WebVTT is UTF-8.

    Refuses training.captions_not_utf8, .captions_no_head, .captions_no_time, .captions_end_first, .captions_empty and
    .captions_too_many, each with the line where there is one.
    """
    text = decode(content).text if subrip else _utf8(content)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\N{REPLACEMENT CHARACTER}").split("\n")
    if not subrip and not re.match(r"WEBVTT(?:[ \t]|$)", lines[0]):
        raise Refusal(words.CAPTIONS_NO_HEAD, field="file")
    found: list[Cue] = []
    for number, block in _blocks(lines, after_head=not subrip):
        found += _cues(number, block)
        if len(found) > words.MOST_CUES:
            raise Refusal(words.CAPTIONS_TOO_MANY, field="file", line=number, most=words.MOST_CUES)
    if not found:
        raise Refusal(words.CAPTIONS_EMPTY, field="file")
    return tuple(sorted(found, key=lambda cue: cue.start))


def written(cues: Iterable[Cue]) -> bytes:
    """The cues as WebVTT. Reading it gives the same cues."""
    said = ["WEBVTT", ""]
    for cue in cues:
        voice = f"<v {escape(cue.voice, quote=False)}>" if cue.voice else ""
        said += [f"{_stamp(cue.start)} {_ARROW} {_stamp(cue.end)}", voice + escape(cue.text, quote=False), ""]
    return "\n".join(said).encode()


def transcript(cues: Sequence[Cue]) -> tuple[Said, ...]:
    """What is said as paragraphs to read: a new one for another voice, after a pause, and where one becomes long."""
    found: list[Said] = []
    ended = 0.0
    for cue in cues:
        last = found[-1] if found else None
        text = cue.text.replace("\n", " ")
        goes_on = last is not None and last.voice == cue.voice and cue.start - ended < PAUSE
        if last is not None and goes_on and not (len(last.text) > LONG and last.text[-1:] in ".!?…؟。"):
            found[-1] = Said(last.start, f"{last.text} {text}", last.voice)
        else:
            found.append(Said(cue.start, text, cue.voice))
        ended = cue.end
    return tuple(found)


# -- which captions belong to which film -------------------------------------------------------------------------------


def language_in(name: str, languages: Iterable[str]) -> tuple[str, str]:
    """The beginning of a file's name by which it belongs to a film, and the language that the name says, if any:
    `spill.ru.vtt` says `spill` and `ru`.
    """
    stem = name.rpartition(".")[0] or name
    begin, _, tag = stem.rpartition(".")
    known = {each.casefold(): each for each in languages}
    return (begin.casefold(), known[tag.casefold()]) if begin and tag.casefold() in known else (stem.casefold(), "")


# -- how it is read ----------------------------------------------------------------------------------------------------


def _utf8(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        raise Refusal(words.CAPTIONS_NOT_UTF8, field="file", line=line) from None


def _blocks(lines: Sequence[str], *, after_head: bool) -> Iterator[tuple[int, list[str]]]:
    """What stands between empty lines, with the number of its first line; without the head."""
    block: list[str] = []
    head = after_head
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            block.append(line)
        elif block:
            if not head:
                yield number - len(block), block
            block, head = [], False


def _cues(number: int, block: list[str]) -> Iterator[Cue]:
    if _BLOCK.match(block[0]) and _ARROW not in block[0]:
        return
    at = 0 if _ARROW in block[0] else 1
    if at >= len(block) or _ARROW not in block[at]:
        line = min(number + at, number + len(block) - 1)
        raise Refusal(words.CAPTIONS_NO_TIME, field="file", line=line, found=block[line - number].strip()[:60])
    start, end = _times(number + at, block[at])
    voice, told = "", "\n".join(block[at + 1 :])
    pieces = _VOICE.split(told)  # what stands before the first voice, then voice and words in turn
    for voice, text in zip(["", *pieces[1::2]], pieces[::2], strict=True):
        if said := _plain(text):
            yield Cue(start, end, said, " ".join(unescape(voice).split())[:120])


def _times(number: int, line: str) -> tuple[float, float]:
    before, _, after = line.partition(_ARROW)
    found = [_TIME.fullmatch(each) for each in (before.strip(), (after.split() or [""])[0])]
    if not all(found):
        raise Refusal(words.CAPTIONS_NO_TIME, field="file", line=number, found=line.strip()[:60])
    start, end = (_seconds(each) for each in found if each is not None)
    if end <= start:
        raise Refusal(words.CAPTIONS_END_FIRST, field="file", line=number)
    return start, end


def _seconds(found: re.Match[str]) -> float:
    hours, minutes, seconds, parts = found.groups()
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return (whole * 1000 + int(parts.ljust(3, "0"))) / 1000


def _plain(text: str) -> str:
    """The words, without tags; what stands for a sign becomes it."""
    lines = (" ".join(unescape(_TAG.sub("", each)).split()) for each in text.split("\n"))
    return "\n".join(each for each in lines if each)


def _stamp(seconds: float) -> str:
    total, parts = divmod(round(seconds * 1000), 1000)
    minutes, rest = divmod(total, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{rest:02}.{parts:03}"
