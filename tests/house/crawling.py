"""Reading the whole node as one reader: every address of the register of outlets, and all that an answer holds."""

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from string import Formatter

from django.http import HttpResponse
from django.test import Client

from kerege.lib.tables import FORMATS
from kerege.people import queries as people
from tests.house import canaries, texts
from tests.house.outlets import ROUTES
from tests.house.readers import clearance_of, reviews
from tests.web.signing import has_proved

SEARCHES = ("/search/?q={}", "/api/v1/search?q={}")
FORM = re.compile(r"(.*?)(?:[?&.](?:format=)?(\w+))?$")
"""An address, and what may be the format of a file at its end."""
FILES = (".xlsx", ".pdf", "format=xlsx", "format=pdf")
DOORS: dict[str, tuple[str, Callable[[str], bool]]] = {
    "number": ("/verify/", lambda email: True),
    "review": ("/capacity/certificates/cases/", reviews),
}
"""By the name of a door at which addresses, and by whom, a word that has it is read whatever the clearance: whoever has
the number of a certificate is told what it certifies, and reviewers read a case once it is submitted.
"""
TAKEN = re.compile(r'action="/language/">.{0,200}name="next" value="(?!/)', re.DOTALL)
"""A page whose own context has a name of the shell's: the language would be chosen, and lead nowhere."""
TOKEN = re.compile(
    r'name="csrfmiddlewaretoken" value="\w+"|(?:csrftoken|__Host-csrf|sessionid|__Host-session)=\w+'
    r"|[Ee]xpires[=:][^;\n]+|nonce-[\w-]+|X-Request-ID: \w+"
    r'|DTSTAMP:\w+|name="opened" value="[^"]*"|name="key" value="course-\w+"'
)


def signed_in(email: str, language: str = "en", *, strong: bool = True) -> Client:
    """Somebody who reads, with a second factor; the visitor who has not signed in without an address."""
    client = Client(headers={"accept-language": language}, raise_request_exception=False)
    if email:
        account = people.account(email)
        client.force_login(account)
        has_proved(client, account, strong=strong)
    return client


def addresses(
    laid: canaries.Laid, *, records: int | None = None, level: canaries.Sensitivity | None = None
) -> list[str]:
    """Every address of the register, asked for the records that were laid, or only for the last `records` of a kind, or
    for those with words of this level.
    """
    patterns = [address for outlet in ROUTES.values() for address in outlet.all_addresses()]
    found = [each for each in patterns if "{" not in each]
    some = {kind: uids if records is None else uids[-records:] for kind, uids in laid.uids.items()}
    if level is not None:
        some = {kind: _of_level(laid, kind, level) or uids[-1:] for kind, uids in laid.uids.items()}
    for pattern in (each for each in patterns if "{" in each):
        kinds = [kind for _, kind, *_ in Formatter().parse(pattern) if kind]
        if set(kinds) <= set(some):  # an address of two records names those that were laid together
            rows = zip(*(some[kind] for kind in kinds), strict=False)
            found += [pattern.format(**dict(zip(kinds, uids, strict=True))) for uids in rows]
    return list(dict.fromkeys(found))


def _of_level(laid: canaries.Laid, kind: str, level: canaries.Sensitivity) -> list[str]:
    return [uid for uid, of in zip(laid.uids[kind], laid.levels[kind], strict=True) if of == level]


def searches(laid: canaries.Laid) -> list[str]:
    """Searches for what a reader who guesses could type: words without their end."""
    return [search.format(begun) for begun in sorted(begun_words(laid)) for search in SEARCHES]


def some_searches(laid: canaries.Laid, turn: int) -> list[str]:
    """In three turns each word once by the interface, and every third by its page, which asks the same queries."""
    page, interface = SEARCHES
    asked = []
    for n, begun in enumerate(sorted(begun_words(laid))):
        if n % 3 == turn:
            asked.append(interface.format(begun))
        if n % 9 == turn:
            asked.append(page.format(begun))
    return asked


def begun_words(laid: canaries.Laid) -> set[str]:
    """The canaries without what tells their level: what a reader who guesses could type."""
    named = ((canary.word, canary.level.name.lower()) for canary in laid.words)
    return {word[: word.index(level)] for word, level in named if level in word}


def is_file(address: str) -> bool:
    """Whether the answer is a workbook or a print, which costs more to make and to read than a page."""
    path, _, query = address.partition("?")
    return path.endswith(FILES) or any(ending in query for ending in FILES)


def sampled(asked: Iterable[str], turn: int) -> list[str]:
    """Every page, and of the files of one list one format: another one at the next list, and at the next turn.

    `make crawl` asks for every format as every reader.
    """
    found, files = [], defaultdict(list)
    for address in asked:
        base, form = FORM.match(address).groups()
        if form in FORMATS:
            files[base].append(address)
        else:
            found.append(address)
    return [*found, *(forms[(n + turn) % len(forms)] for n, forms in enumerate(files.values()))]


def share(asked: Iterable[str], turn: int, of: int) -> list[str]:
    """Every n-th address, where `of` readers share them; those of the next turn ask for others."""
    return list(asked)[turn % of :: of]


def a_third(asked: Iterable[str], turn: int, always: Collection[str] = ()) -> list[str]:
    """In three turns each address once, and some of them `always`."""
    return [address for n, address in enumerate(asked) if n % 3 == turn or address in always]


def of_each_kind_one(words: Iterable[canaries.Canary], turn: int) -> list[str]:
    """Of the words that differ in their level only, one: another level at the next kind, and at the next turn."""
    kinds = defaultdict(list)
    for canary in words:
        kinds[canary.word.lower().replace(canary.level.name.lower(), "")].append(canary.word)
    return [found[(n + turn) % len(found)] for n, found in enumerate(kinds.values())]


def crawl(client: Client, asked: Iterable[str]) -> dict[str, str]:
    """All that can be read, by address. A fault of the program at any address fails the test."""
    read = {}
    for address in asked:
        answer = client.get(address)
        assert answer.status_code < 500, address
        read[address] = everything(answer)
        assert not TAKEN.search(read[address]), f"{address}: something of the page is called `here`, as in the shell"
    return read


def everything(answer: HttpResponse) -> str:
    """Status, headers, the text as a reader reads it, and the bytes behind it: attributes, comments, metadata."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    cookies = answer.cookies.output() if hasattr(answer, "cookies") else ""
    raw = "\n".join(_raw(answer))
    kind = answer.get("Content-Type", "").split(";")[0]
    told = texts.READERS[kind](answer.content) if kind == "application/pdf" else ""
    return f"{answer.status_code}\n{headers}\n{cookies}\n{told}\n{raw}"


def _raw(answer: HttpResponse) -> Iterator[str]:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield packed.read(name).decode(errors="replace")
    else:
        yield content.decode(errors="replace")


def without_tokens(text: str) -> str:
    """The text without what is new in every answer."""
    return TOKEN.sub("", text)


def found_in(read: dict[str, str], words: Iterable[str]) -> list[str]:
    """Which of the words stand at which addresses."""
    words = list(words)
    some = with_any(read, words)
    return [f"{word} at {address}" for word in words for address, text in some.items() if word in text]


def with_any(read: dict[str, str], words: Collection[str]) -> dict[str, str]:
    """Of what was read, that in which any of the words stands: it is looked through once, and not for each word."""
    any_of = re.compile("|".join(map(re.escape, words)))
    return {address: text for address, text in read.items() if any_of.search(text)} if words else {}


def found_above(email: str, read: dict[str, str], words: Iterable[canaries.Canary]) -> list[str]:
    """Which of the canaries above the clearance of a reader were read at an address that is no door to them."""
    clearance, found = clearance_of(email), []
    above = [each for each in words if each.level > clearance]
    some = with_any(read, [each.word for each in above])
    for canary in above:
        open_at = tuple(address for address, opens in map(DOORS.get, canary.doors) if opens(email))
        found += found_in({at: text for at, text in some.items() if not at.startswith(open_at)}, [canary.word])
    return found
