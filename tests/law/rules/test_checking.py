"""What a draft says in words: flagged with its parts, and missing only where it is demanded."""

from datetime import date

import pytest

from kerege.law.rules.akn.parts import parts
from kerege.law.rules.akn.reading import read
from kerege.law.rules.checking import Asked, Demand, flags, rank_too_low
from kerege.law.rules.drafts import drafted

pytestmark = pytest.mark.nodb
RUSSIAN = (
    "Закон\nСтатья 1. Обязанность\nДержатель обязан сообщать уполномоченному органу в течение десяти дней.\n"
    "Статья 2. Ответственность\nНарушение влечёт штраф."
)


NOTHING_SPECIAL = Demand()


def found(text, demand=NOTHING_SPECIAL, language="rus"):
    built = drafted(text, uri="/akn/kg/bill/law/2026/x", language=language, on=date(2026, 1, 1), title="T")
    return {each.asked: each for each in flags(parts(read(built.content).root), demand)}


def test_words_are_found_in_their_parts():
    told = found(RUSSIAN, Demand(needs_penalty=True, needs_authority=True))
    assert told[Asked.DUTY].eids == told[Asked.AUTHORITY].eids == told[Asked.PROCEDURE].eids == ("art_1",)
    assert told[Asked.PENALTY].eids == ("art_2",)
    assert told[Asked.DATE].missing


def test_only_what_is_demanded_is_missing():
    text = "Article 1. Register\nA register is kept."
    assert {asked for asked, flag in found(text, language="eng").items() if flag.missing} == {Asked.DUTY, Asked.DATE}
    strict = found(text, Demand(needs_penalty=True, needs_authority=True), "eng")
    assert {asked for asked, flag in strict.items() if flag.missing} == {
        *(Asked.DUTY, Asked.AUTHORITY, Asked.PENALTY, Asked.DATE)
    }


@pytest.mark.parametrize(
    ("level", "needed", "low"), [(3, 3, False), (7, 3, True), (None, 3, None), (None, None, False), (1, 3, False)]
)
def test_a_rank_below_the_needed_one_is_too_low(level, needed, low):
    assert rank_too_low(level, Demand(needed_rank=needed)) is low
