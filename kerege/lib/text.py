"""Text that people type: what may be kept, and how names are compared across scripts and spellings.

`fold` makes one search key out of Cyrillic, Latin and Arabic script, so that Қарағанды and Karaganda meet. It does not
know that Chimkent is Shymkent: another name of the same place is a row in the table of names, not a rule here.
"""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

from kerege.lib.letters import BEHIND, CYRILLIC, LATIN, SEMITIC
from kerege.lib.refusal import N_, Refusal, RefusalWord

EMPTY = RefusalWord("text.empty", N_("Something has to stand here. Write at least one letter or digit."))
TOO_LONG = RefusalWord(
    "text.too_long",
    N_("This text has %(length)s characters; at most %(max_length)s fit here. Shorten it."),
)
CONTROL_CHARACTERS = RefusalWord(
    "text.control_characters",
    N_("The text holds an invisible control character (%(character)s). Delete it, or type the text anew."),
)
BIDI_OVERRIDE = RefusalWord(
    "text.bidi_override",
    N_(
        "The text holds a character that turns the direction of reading (%(character)s), "
        "so it could be read as something else. Delete it."
    ),
)
NOT_UTF8 = RefusalWord("text.not_utf8", N_("These bytes are not text in UTF-8. Save the file as UTF-8 and try again."))
NOT_TEXT = RefusalWord("text.not_text", N_("A text is needed here, not a %(kind)s. Put it in quotation marks."))

NEAR = 0.81
"""From this similarity on, two names are offered as the same; the labelled list in tests/lib measures it."""

OTHER_NUMBER = 0.5
_DIGITS = re.compile("[0-9]+")
# Overrides, embeddings and isolates. The plain marks U+200E, U+200F and U+061C do not reorder other people's text,
# and Persian cannot be written without the zero-width non-joiner.
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_KEPT = frozenset("\u200c\u200d\u200e\u200f\u061c")
_REPLACED = "\ufffd"  # what a form puts in the place of bytes that are no UTF-8: the text is lost already
_UNSEEN = frozenset({"Cc", "Cs", "Cn", "Co", "Zl", "Zp"})


def clean_line(value: object, *, field: str, max_length: int = 200) -> str:
    """One line in NFC without outer spaces. Refuses text.empty, text.too_long, text.control_characters,
    text.bidi_override, text.not_utf8 (for bytes) and text.not_text.
    """
    return _clean(value, field=field, max_length=max_length, allowed="")


def is_line(text: str) -> bool:
    """Whether every character of a line is one that `clean_line` keeps, also those that are not seen: what it let in on
    one side can be read on the other.
    """
    try:
        for character in () if text.isprintable() else text:
            _check(character, "", "")
    except Refusal:
        return False
    return _REPLACED not in text


def clean_text(value: object, *, field: str, max_length: int = 20_000) -> str:
    """As `clean_line`, but with line breaks (made one kind) and tabs."""
    return _clean(value, field=field, max_length=max_length, allowed="\n\t")


def _clean(value: object, *, field: str, max_length: int, allowed: str) -> str:
    text = _decoded(value, field)
    # Length first: what follows must not cost more than the longest text that could be kept.
    if len(text) > max_length * 4 + 100:
        raise Refusal(TOO_LONG, field=field, length=len(text), max_length=max_length)
    if "\n" in allowed:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", text).strip()
    plain = text.replace("\n", "").replace("\t", "") if allowed else text
    if not plain.isprintable() or _REPLACED in text:  # what is printable holds nothing that `_check` refuses but this
        for character in text:
            _check(character, field, allowed)
    if not text:
        raise Refusal(EMPTY, field=field)
    if len(text) > max_length:
        raise Refusal(TOO_LONG, field=field, length=len(text), max_length=max_length)
    return text


def _decoded(value: object, field: str) -> str:
    if isinstance(value, bytes | bytearray):
        try:
            return bytes(value).decode("utf-8")
        except UnicodeDecodeError:
            raise Refusal(NOT_UTF8, field=field) from None
    if not isinstance(value, str):
        raise Refusal(NOT_TEXT, field=field, kind=type(value).__name__)
    return value


def _check(character: str, field: str, allowed: str) -> None:
    if character in allowed or character in _KEPT:
        return
    if character in _BIDI:
        raise Refusal(BIDI_OVERRIDE, field=field, character=f"U+{ord(character):04X}")
    if character == _REPLACED:
        raise Refusal(NOT_UTF8, field=field)
    category = unicodedata.category(character)
    if category in _UNSEEN or (category == "Cf" and character != "\u00ad"):
        raise Refusal(CONTROL_CHARACTERS, field=field, character=f"U+{ord(character):04X}")


def fold(text: str) -> str:
    """A search key: lower-case Latin words with single spaces; empty when the text has no letter or digit.

    Apostrophes are dropped and spellings of one sound made alike (kh x h, gh g, q k, zh dzh j, y i iy, ts c).
    """
    lowered = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold())
    words = (_fold_word(word) for word in re.split(r"[\W_]+", _APOSTROPHES.sub("", lowered)))
    return " ".join(word for word in words if word)


_APOSTROPHES = re.compile("['`´ʻʼʹʾʿ‘’‛′ьъ\u0640\u064b-\u0655\u0670\u200c-\u200f\u00ad]")


@lru_cache(maxsize=50_000)  # the words of names come again and again
def _fold_word(word: str) -> str:
    latin = "".join(LATIN.get(letter, letter) for letter in word)
    latin = "".join(c for c in unicodedata.normalize("NFD", latin) if c not in _COMBINING or not _latin(latin))
    for pattern, sound in _SOUNDS:
        latin = pattern.sub(sound, latin)
    latin = _semitic(unicodedata.normalize("NFC", latin))
    latin = "".join(CYRILLIC.get(letter, letter) for letter in latin)
    latin = "".join(c for c in unicodedata.normalize("NFKD", latin) if not unicodedata.combining(c))
    latin = re.sub(r"\d", lambda digit: str(unicodedata.digit(digit[0])), latin)
    return re.sub(r"(\D)\1+", r"\1", latin)


_COMBINING = frozenset(chr(c) for c in range(0x300, 0x370))


def _latin(word: str) -> bool:
    return any("a" <= c <= "z" for c in word)


# The order matters: longer spellings first. They see Latin letters only, because س beside ه is not the sound sh.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("shch|sch", "sh"),
        ("tch", "ch"),
        ("dzh|дж", "j"),
        ("dj", "j"),
        ("zh", "j"),
        ("ж|ҷ|џ|ж", "j"),
        ("kh", "h"),
        ("gh", "g"),
        ("ph", "f"),
        ("th", "t"),
        ("ck", "k"),
        ("qu(?=[ei])", "k"),
        ("q", "k"),
        ("x", "h"),
        ("c(?=[eiy])", "ts"),
        ("c(?!h)", "k"),
        ("w", "v"),
        ("oo|ou", "u"),
        ("ee", "i"),
        ("(?<![a-z])ye|(?<=[aeiou])ye", "e"),
        ("yo", "io"),
        ("y", "i"),
        ("ij(?![a-z])", "i"),
        ("ii+", "i"),
        ("ие|ье", "е"),
        ("ий|ый|ій", "и"),
        ("ie", "e"),
    )
)


def _semitic(word: str) -> str:
    """Arabic script writes few vowels: و and ی are read by what stands beside them, a final ه as a vowel."""
    out = []
    for place, letter in enumerate(word):
        following = word[place + 1 : place + 2]
        if letter == "و" and (place == 0 or following in {"ا", "آ", "ی", "ي", "ې"}):
            out.append("v")
        elif letter in "هہة" and place == len(word) - 1 and place > 1:
            out.append("a")
        else:
            out.append(SEMITIC.get(letter, letter))
    return "".join(out)


def skeleton(folded: str) -> str:
    """The consonants of a folded text, which spellings of one name share; `*` stands for a vowel at its beginning.

    Final d and t are one, as are ng and n, because the scripts of the region disagree about them.
    """
    return " ".join(_bones(word) for word in folded.split())


@lru_cache(maxsize=50_000)  # as above
def _bones(word: str) -> str:
    bones = re.sub("[aeiou]+", "", word)
    bones = re.sub(r"t$", "d", re.sub(r"ts(?!h)", "s", bones.replace("ng", "n")))
    return ("*" if word[:1] in {"a", "e", "i", "o", "u"} else "") + bones


def near(a: str, b: str) -> float:
    """How alike two names are, from 0 to 1; 1 for equal keys. `NEAR` is where they count as the same."""
    return near_folded(fold(a), fold(b))


def near_folded(a: str, b: str) -> float:
    """`near` for texts that are folded already."""
    if not a or not b:
        return 0.0
    a, b = a.replace(" ", ""), b.replace(" ", "")
    if a == b:
        return 1.0
    ratio = SequenceMatcher(None, a, b, autojunk=False).ratio()
    numbers = _DIGITS.findall(a), _DIGITS.findall(b)
    if all(numbers) and numbers[0] != numbers[1]:
        return min(ratio, OTHER_NUMBER)  # clinic 1 is not clinic 2, however alike the rest
    bones = skeleton(a)
    if len(bones.strip("*")) >= 3 and bones == skeleton(b):
        return max(0.9, ratio)
    # A different beginning is a different name more often than another spelling, and so is a letter in a short one.
    alike = a[0] == b[0] or {a[0], b[0]} <= set("aeiou")
    return ratio if alike and min(len(a), len(b)) > 3 else ratio * 0.9


def alphabetical(text: str) -> str:
    """A key for the order of the alphabet: Қ behind К, پ behind ب. Marks on Latin letters do not count."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    composed = unicodedata.normalize("NFC", text.casefold())
    base = composed if any("\u0400" <= c <= "\u06ff" for c in composed) else plain
    return "".join(f"{BEHIND[c]}\uffff" if c in BEHIND else c for c in base)


def searched(text: str) -> str:
    """`fold` of what somebody looks for; empty where nearly nothing of it is left, as of `qqqqqq`, one sound."""
    key = fold(text)
    return "" if len(key) < 2 < len(text.strip()) else key
