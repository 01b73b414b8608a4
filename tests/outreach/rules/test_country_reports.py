"""What has to hold before a text about a country leaves its author's hands."""

import pytest

from kerege.lib.refusal import Refusal
from kerege.outreach.rules import country_reports as rules
from kerege.outreach.words.country_reports import Approval

pytestmark = pytest.mark.nodb
EN = {"KAZ": "Kazakhstan", "KGZ": "Kyrgyzstan", "MNG": "Mongolia", "AFG": "Afghanistan"}
RU = {"KAZ": "Казахстан", "KGZ": "Кыргызстан", "MNG": "Монголия", "PAK": "Пакистан"}


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        ("Laboratories of Kazakhstan and Mongolia", EN, {"KAZ", "MNG"}),
        ("The Mongolian law", EN, {"MNG"}),
        ("В Казахстане и Монголии приняты законы", RU, {"KAZ", "MNG"}),
        ("МОНГОЛИЕЙ", RU, {"MNG"}),
        ("All countries of the region", EN, set()),
        ("Unkazakhstanlike", EN, set()),
        ("", EN, set()),
    ],
)
def test_a_text_speaks_of_the_countries_that_it_names_in_any_case(text, names, found):
    assert rules.spoken_of(text, names) == found


def test_a_country_that_is_spoken_of_is_asked():
    rules.check_named("Mongolia and Kyrgyzstan", EN, ["KGZ", "MNG", "KAZ"])
    with pytest.raises(Refusal) as refused:
        rules.check_named("Mongolia and Kyrgyzstan", EN, ["MNG"])
    assert refused.value.code == "outreach.country_not_named"
    assert "Kyrgyzstan" in str(refused.value)


def test_words_of_another_passage_are_other_words():
    said = {rules.digest_of(n, text, about) for n in (1, 2) for text in ("A", "B") for about in (["KAZ"], ["KGZ"], [])}
    assert len(said) == 12
    assert rules.digest_of(1, "A", ["KAZ", "KGZ"]) == rules.digest_of(1, "A", ["KGZ", "KAZ"])
    assert rules.digest_of_all(["a", "b"]) != rules.digest_of_all(["b", "a"])


def test_what_a_country_may_say_next():
    may = {
        (a, b, out)
        for a in Approval
        for b in Approval
        for out in (False, True)
        if rules.may_follow(a, b, published=out)
    }
    assert may == {
        (Approval.WAITING, Approval.APPROVED, False),
        (Approval.WAITING, Approval.REFUSED, False),
        (Approval.REFUSED, Approval.APPROVED, False),
        (Approval.APPROVED, Approval.REFUSED, False),
        (Approval.APPROVED, Approval.WITHDRAWN, True),
    }
