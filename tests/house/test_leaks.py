"""Nobody reads a word above the own clearance, at any address and in any format, and those who may do read it."""

import difflib
import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from kerege.lib.tables import FORMATS
from kerege.people import queries as people
from tests.house import canaries
from tests.house.crawling import (
    SEARCHES,
    TAKEN,
    a_third,
    addresses,
    begun_words,
    crawl,
    everything,
    found_above,
    found_in,
    is_file,
    of_each_kind_one,
    sampled,
    searches,
    share,
    signed_in,
    some_searches,
    without_tokens,
)
from tests.house.readers import DEMO, EVERYBODY, FOCAL_POINT, NEIGHBOUR, ONE_OF_EACH_CLEARANCE, clearance_of

FACILITIES = ("facility", "item", "maker", "serial", "activity", "spelling", "street")
WORD_SEARCHES: dict[str, tuple[str, ...]] = {
    "/search/?q={}": (),
    "/api/v1/search?q={}": ("",),
    "/api/v1/courses?text={}": ("course",),
    "/api/v1/events?text={}": ("event",),
    "/courses/?text={}": ("course",),
    "/events/?text={}": ("event",),
    "/facilities/?text={}": FACILITIES,
    "/api/v1/facilities?text={}": FACILITIES,
    "/inventory/who-can/?near=51.13,71.43&text={}": FACILITIES,
}
"""Where a word can be searched, and what stands in the words of the records that may be found there."""


UID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


def leaks(email: str, read: dict[str, str], laid: canaries.Laid, *, whole: bool = False) -> list[str]:
    """What this reader read above the own clearance. Of the whole node the focal point has to find every word."""
    if email == FOCAL_POINT and whole:
        assert not unread(read, laid), "nobody could have leaked these"
    return found_above(email, read, laid.words)


def unread(read: dict[str, str], laid: canaries.Laid) -> set[str]:
    text = "\n".join(read.values())
    return {canary.word for canary in laid.words if canary.shown and canary.word not in text}


def crawl_until_all_is_read(client: Client, laid: canaries.Laid) -> dict[str, str]:
    """Pages of one record, the most restricted, then those of none and those of the other records, until every word was
    read. Of the others, pages that told something new are asked first.
    """
    asked = sampled([address for address in addresses(laid) if not is_file(address)], len(WITHHELD))
    page_of = {address: UID.sub("", address) for address in asked}
    once = {page: address for address, page in page_of.items()}
    read, left, telling = {}, unread({}, laid), set()

    def ask(address: str) -> None:
        read.update(crawl(client, [address]))
        if found := {word for word in left if word in read[address]}:
            left.difference_update(found)
            telling.add(page_of[address])

    for address in sorted(once.values(), key=lambda each: page_of[each] == each):
        if left:
            ask(address)
    for address in sorted(set(asked) - set(once.values()), key=lambda each: (page_of[each] not in telling, each)):
        if left:
            ask(address)
    return read


WITHHELD = tuple(email for email in ONE_OF_EACH_CLEARANCE if email != FOCAL_POINT)
"""Of each clearance one from whom something is withheld."""
OTHERS = sorted(set(EVERYBODY) - set(ONE_OF_EACH_CLEARANCE))
BY_ROLE = {
    "/",
    "/journal/",
    "/operator/jobs/",
    "/people/accounts/",
    "/people/tasks/",
    "/people/handovers/",
    "/people/invitations/",
    "/people/lost-factors/",
    "/inventory/experts/",
    "/privacy/looks/",
    "/privacy/requests/",
    "/shares/",
}
"""Where the role decides who reads what, and not the clearance alone."""


@pytest.mark.slow
@pytest.mark.parametrize("email", WITHHELD)
def test_no_word_is_read_above_the_clearance_for_it(laid, email, caplog):
    """A third of the pages, so that each is read by one of three, and of the records those whose words are the first
    above the clearance; of the files of a list one format. No log has a word.

    A third of the words is searched. `make crawl` asks for all words, for every page, and for the records of every
    level in every format.
    """
    caplog.set_level("INFO")
    turn = WITHHELD.index(email)
    above = canaries.Sensitivity(clearance_of(email) + 1)
    pages = sampled([a for a in addresses(laid, level=above) if not is_file(a)], turn)
    asked = dict.fromkeys([*a_third(pages, turn, BY_ROLE), *some_searches(laid, turn)])
    assert leaks(email, crawl(signed_in(email), asked), laid) == []
    assert found_in({"the log": caplog.text}, [canary.word for canary in laid.words]) == []


@pytest.mark.slow
def test_every_word_is_read_by_whoever_may(laid, caplog):
    """Else nobody could have leaked it. No log has a word."""
    caplog.set_level("INFO")
    assert leaks(FOCAL_POINT, crawl_until_all_is_read(signed_in(FOCAL_POINT), laid), laid, whole=True) == []
    assert found_in({"the log": caplog.text}, [canary.word for canary in laid.words]) == []


@pytest.mark.slow
@pytest.mark.sqlite_alone
@pytest.mark.parametrize("email", OTHERS)
def test_no_role_is_a_way_to_more_than_its_clearance(laid, email):
    """For the most restricted record of every kind. One role of 24 asks an address; `make crawl` asks as all.

    The addresses that answer by the role and not by the clearance are asked by every third.
    """
    turn = OTHERS.index(email)
    asked = sampled([address for address in addresses(laid, records=1) if not is_file(address)], turn)
    by_role = share((address for address in asked if address in BY_ROLE), turn, 3)
    assert leaks(email, crawl(signed_in(email), dict.fromkeys([*by_role, *share(asked, turn, 24)])), laid) == []


@pytest.mark.slow
@pytest.mark.sqlite_alone
@pytest.mark.parametrize("email", ONE_OF_EACH_CLEARANCE)
def test_nor_is_another_language_or_a_workbook_or_a_print(laid, email):
    """An address is asked by one or none of those from whom something is withheld; `make crawl` asks as everybody."""
    turn = ONE_OF_EACH_CLEARANCE.index(email)
    asked = share(sampled(addresses(laid, records=1), turn), turn, 9) if email != FOCAL_POINT else []
    read = crawl(signed_in(email, "ru"), dict.fromkeys([*asked, "/courses/?format=xlsx", "/courses/?format=pdf"]))
    assert leaks(email, read, laid) == []
    for kind in ("xlsx", "pdf"):  # the owner does find it there, so it could have leaked
        assert ("zqcourserestrictedqz" in read[f"/courses/?format={kind}"]) == (email == FOCAL_POINT)


@pytest.mark.slow
def test_a_password_alone_reads_what_everybody_reads(laid):
    """The role of a focal point rests until a second factor is proved. Every fourth address, and those by role."""
    asked = [address for address in addresses(laid, records=2) if not is_file(address)]
    asked = [address for n, address in enumerate(asked) if n % 4 == 1 or address in BY_ROLE]
    read = crawl(signed_in(FOCAL_POINT, strong=False), asked)
    assert found_above("", read, laid.words) == []


@pytest.mark.crawl
@pytest.mark.parametrize("email", EVERYBODY)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_nobody_reads_more_in_any_language_and_any_format(laid, email, language):
    assert leaks(email, crawl(signed_in(email, language), (*addresses(laid), *searches(laid))), laid, whole=True) == []


@pytest.mark.nodb
def test_a_door_opens_its_own_addresses_to_its_own_readers_and_nothing_else():
    case, number = "/capacity/certificates/cases/1/", "/verify/7Q4M-9X2T-R5K0/"
    read = dict.fromkeys((case, number, "/capacity/certificates/"), "zqcase zqissuer zqother")
    level = canaries.Sensitivity.RESTRICTED
    doors = {"zqcase": ("review",), "zqissuer": ("number",), "zqother": ()}
    words = [canaries.Canary(word, level, doors=through) for word, through in doors.items()]
    for email, reviews in (("", False), ("expert2.kgz@example.org", False), ("reviewer@example.org", True)):
        told = {f"{word} at {address}" for word in doors for address in read} - {f"zqissuer at {number}"}
        assert set(found_above(email, read, words)) == told - ({f"zqcase at {case}"} if reviews else set()), email


@pytest.mark.nodb
def test_a_sample_has_every_page_and_every_format_of_a_list_at_some_turn():
    lists = [f"/{name}/{joint}format={form}" for name, joint in (("a", "?"), ("b", "?x=1&")) for form in FORMATS]
    asked = ["/a/", "/b/?x=1", "/a/one.txt", *lists, *(f"/c.{form}" for form in FORMATS)]
    turns = [sampled(asked, turn) for turn in range(len(FORMATS))]
    assert [len(found) for found in turns] == [6] * len(FORMATS)
    assert {address for found in turns for address in found} == set(asked)
    assert {address.split("format=")[1] for address in turns[0][3:5]} != {"csv"}, "each list another format"


@pytest.mark.nodb
def test_a_page_that_takes_a_name_of_the_shell_is_found():
    form = '<form method="post" action="/language/"><input type="hidden" name="next" value="{}"></form>'
    assert [bool(TAKEN.search(form.format(value))) for value in ("/courses/?a=b", "Ground(course=1)", "")] == [0, 1, 1]


@pytest.mark.nodb
def test_three_turns_search_each_word_by_the_interface_and_read_each_page_once():
    words = [canaries.Canary(f"zq{n}regionalqz", canaries.Sensitivity.REGIONAL) for n in range(9)]
    turns = [some_searches(canaries.Laid(words), turn) for turn in range(len(WITHHELD))]
    by_page, by_interface = (
        [a for asked in turns for a in asked if a.startswith(search.format(""))] for search in SEARCHES
    )
    assert sorted(by_interface) == sorted(SEARCHES[1].format(begun) for begun in begun_words(canaries.Laid(words)))
    assert len(by_page) == 3
    assert len(searches(canaries.Laid(words))) == 2 * len(words)
    read = [address for turn in range(len(WITHHELD)) for address in a_third("abcd/", turn, BY_ROLE)]
    assert sorted(read) == sorted("abcd///")


def test_records_of_a_level_are_those_with_its_words(laid):
    by_level = {level: set(addresses(laid, level=level)) for level in canaries.LEVELS}
    courses = {f"/courses/{uid}/": level for uid, level in zip(laid.uids["course"], laid.levels["course"], strict=True)}
    assert set(courses.values()) == set(canaries.LEVELS)
    for level, found in by_level.items():
        assert {course for course in courses if course in found} == {c for c, of in courses.items() if of == level}


@pytest.mark.nodb
def test_every_clearance_is_among_the_few_who_read_everything():
    assert len(ONE_OF_EACH_CLEARANCE) == len(canaries.LEVELS) + 1


@pytest.mark.nodb
def test_the_few_have_each_another_clearance():
    assert sorted(map(clearance_of, ONE_OF_EACH_CLEARANCE)) == sorted({clearance_of(email) for email in EVERYBODY})


def test_every_demo_account_reads(demo_world):
    assert set(DEMO) == {*(account.email for account in people.demo_accounts(on=timezone.localdate()))}


OWN_TRACES = ("/privacy/looks/", "/privacy/mine/", "/account/sessions/")
"""Pages that tell whom the reader looked at, when, and what is kept of the reader, which the crawl itself adds to."""


def differences(address: str, before: str, after: str) -> list[str]:
    """The lines of an answer that are not what they were, without empty ones: where no cookie is set, one stands."""
    if before == after:
        return []
    renewed = f"Set-Cookie: {settings.SESSION_COOKIE_NAME}="  # a session is renewed by the clock
    old, new = (
        without_tokens("\n".join(line for line in text.splitlines() if line and not line.startswith(renewed)))
        for text in (before, after)
    )
    told = [
        line
        for line in difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0)
        if not line.startswith(("---", "+++"))
    ]
    return [f"{address}: {line[:200]}" for line in told[:6]]


@pytest.mark.nodb
def test_a_renewed_session_is_no_difference_and_any_other_cookie_is_one():
    page, cookie = "<p>7</p>", f"Set-Cookie: {settings.SESSION_COOKIE_NAME}=a1; expires=Thu, 26 Nov 2026 03:32:05 GMT"
    assert differences("/", f"{cookie}\n\n{page}", f"\n{page}") == []
    answer = HttpResponse(page)
    plain = everything(answer)
    answer.set_cookie(settings.SESSION_COOKIE_NAME, "a1")
    assert everything(answer) != plain
    assert differences("/", everything(answer), plain) == []
    told = differences("/", f"Set-Cookie: count=7\n{page}", f"\n{page}")
    assert told == ["/: @@ -1 +0,0 @@", "/: -Set-Cookie: count=7"]


@pytest.mark.slow
def test_what_is_hidden_changes_nothing_that_others_read(laid):
    """More hidden records and other hidden words: every answer stays what it was, so no count, order, sum, entity tag
    or empty place tells of them.

    The visitor asks for every ninth address; the neighbour for the next one of nine and for what the visitor may not
    open. `make crawl` asks for all as both.
    """
    asked = _asked_of_hidden(laid, 0)
    visitor, neighbour = signed_in(""), signed_in(NEIGHBOUR)
    first = crawl(visitor, asked[::9])
    closed = [address for address, text in first.items() if not text.startswith("200")]
    before = first, crawl(neighbour, [*closed, *asked[1::9]])
    canaries.lay_more(laid)
    told = [line for client, read in zip((visitor, neighbour), before, strict=True) for line in _changes(client, read)]
    assert not told, "\n".join(told)


@pytest.mark.crawl
@pytest.mark.parametrize("email", ["", NEIGHBOUR])
def test_what_is_hidden_changes_nothing_at_any_address(laid, email):
    client = signed_in(email)
    before = crawl(client, _asked_of_hidden(laid, len(email)))
    canaries.lay_more(laid)
    told = _changes(client, before)
    assert not told, "\n".join(told)


def _asked_of_hidden(laid: canaries.Laid, turn: int) -> list[str]:
    asked = (a for a in addresses(laid, records=2) if not is_file(a) and not a.startswith(OWN_TRACES))
    return sampled(asked, turn)


def _changes(client: Client, before: dict[str, str]) -> list[str]:
    """What somebody reads now who read this before."""
    after = crawl(client, before)
    return [line for address in before for line in differences(address, before[address], after[address])]


def test_what_is_hidden_does_change_what_its_owner_reads(laid):
    asked = ["/courses/", "/api/v1/events?size=200", "/claims/", "/law/"]
    client = signed_in(FOCAL_POINT)
    before = crawl(client, asked)
    canaries.lay_more(laid)
    assert [address for address, text in crawl(client, asked).items() if without_tokens(text) == before[address]] == []


@pytest.mark.slow
def test_a_search_tells_nobody_that_a_hidden_record_is_there(laid):
    """Asking for a hidden word gives the very answer of a word that is nowhere.

    The interface is asked for one level of every kind of word, its page, which asks the same query, for every 16th of
    them, and a list of records of one kind for all words of this kind and every 16th of the others, each from another
    one on. `make crawl` asks for all.
    """
    _tells_nobody(lambda turn, own: own_and_some(of_each_kind_one(laid.words, turn), own, turn))
    course = next(c for c in laid.words if "zqcourse" in c.word)
    assert signed_in(FOCAL_POINT).get("/api/v1/courses?text=" + course.word).json()["total"] == 1


@pytest.mark.crawl
def test_a_search_for_any_word_tells_nobody_that_a_hidden_record_is_there(laid):
    _tells_nobody(lambda turn, own: [canary.word for canary in laid.words])


OTHERS_ASKED = 16
"""Of the words that a search has not of its own, one of so many is searched."""


def own_and_some(words: list[str], own: tuple[str, ...], turn: int) -> list[str]:
    return [word for n, word in enumerate(words, turn) if n % OTHERS_ASKED == 0 or any(part in word for part in own)]


@pytest.mark.nodb
def test_a_list_is_asked_for_all_words_of_its_own_and_in_so_many_turns_for_every_other():
    words = ["zqcourseaqz", "zqeventaqz", "zqcoursebqz", "zqeventbqz", "zqnoteaqz"]
    turns = [own_and_some(words, ("course",), turn) for turn in range(OTHERS_ASKED)]
    own = {"zqcourseaqz", "zqcoursebqz"}
    assert [set(found) & own for found in turns] == [own] * OTHERS_ASKED
    assert sorted(word for found in turns for word in found if "course" not in word) == sorted(words[1::2] + words[4:])
    assert own_and_some(words, ("",), 1) == words


def _tells_nobody(words: Callable[[int, tuple[str, ...]], list[str]]) -> None:

    def answer(search: str, word: str) -> str:
        said = Client().get(search.format(word))
        return without_tokens(said.content.decode()).replace(word, "")

    for turn, (search, own) in enumerate(WORD_SEARCHES.items()):
        nowhere = answer(search, "zqnowhereqz")
        assert [word for word in words(turn, own) if answer(search, word) != nowhere] == [], search


@pytest.mark.nodb
def test_a_sample_of_words_has_every_kind_and_every_level_at_some_turn():
    words = [canaries.Canary(f"zq{kind}{level.name.lower()}qz", level) for kind in "ab" for level in canaries.LEVELS]
    turns = [of_each_kind_one(words, turn) for turn in range(len(canaries.LEVELS))]
    assert [sorted(word[2] for word in found) for found in turns] == [["a", "b"]] * len(turns)
    assert {word for found in turns for word in found} == {canary.word for canary in words}


def test_who_looks_as_somebody_else_reads_no_more_than_that_one(laid):
    """Every fourth address, others than those that the test of a password alone asks for, and those by role."""
    client = signed_in(FOCAL_POINT)
    assert client.post("/view-as/", {"role": "donor", "owner": "REG"}).status_code == 302
    asked = [address for address in addresses(laid, records=2) if not is_file(address)]
    read = crawl(client, [address for n, address in enumerate(asked) if n % 4 == 2 or address in BY_ROLE])
    assert found_above("", read, laid.words) == []
