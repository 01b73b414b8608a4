"""The whole way to a certificate, and what is refused on it."""

from kerege.capacity import actions
from kerege.capacity.queries import certificates
from kerege.capacity.words.certification import CaseState
from tests.capacity.way import LATER, PASSED, Way


def test_the_way_from_nomination_to_the_certificate():
    way = Way().certified()
    page = way.page()
    assert (page.line.state, page.line.passed_on, page.line.deadline) == (
        CaseState.CERTIFIED,
        PASSED,
        PASSED.replace(year=PASSED.year + 1),
    )
    held = page.certificate
    assert (held.level, held.curriculum, held.version, held.languages) == (
        "L1",
        "p53-train-the-trainers",
        "2017",
        ("ru", "kk"),
    )
    assert (held.valid_from, held.valid_until) == (LATER, LATER.replace(year=LATER.year + 3))
    assert certificates.by_number(held.number, on=LATER).name == ""
    actions.show_name(by=way.by("trainee"), number=held.number, shown=True, today=LATER)
    assert certificates.by_number(held.number, on=LATER).name == "Trainee"
    (delivery,) = page.deliveries
    assert (delivery.answers, delivery.on_paper, delivery.mean_tenths, delivery.links_open) == (6, 2, 40, 0)
