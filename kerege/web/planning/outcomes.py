"""What one plan has that another has not, in words and figures: what is given up, and what that buys."""

from django.utils.translation import gettext, ngettext

from kerege.planning.queries import Outcome
from kerege.web.shell.figures import figure

Parts = list[str]


def differences(base: Outcome, other: Outcome, currency: str) -> tuple[Parts, Parts]:
    """What the other plan has less of, and what it has more of, each in words; both empty where it is as good."""
    lost, won = Parts(), Parts()
    _people(base, other, lost, won)
    _shares(base, other, lost, won)
    money = other.cost - base.cost
    if money:
        said = {"amount": figure(abs(money)), "currency": currency}
        (lost if money > 0 else won).append(
            gettext("%(amount)s %(currency)s more") % said
            if money > 0
            else gettext("%(amount)s %(currency)s less") % said
        )
    return lost, won


def _people(base: Outcome, other: Outcome, lost: Parts, won: Parts) -> None:
    people = other.people - base.people
    if people:
        said = {"count": figure(abs(people))}
        (won if people > 0 else lost).append(
            ngettext("%(count)s person more", "%(count)s people more", people) % said
            if people > 0
            else ngettext("%(count)s person fewer", "%(count)s people fewer", -people) % said
        )
    points = _value(other, "need") - _value(base, "need")
    if points and not people:
        said = {"count": figure(abs(points))}
        (won if points > 0 else lost).append(
            gettext("the same number of people, but %(count)s points of need more") % said
            if points > 0
            else gettext("the same number of people, but %(count)s points of need fewer") % said
        )


def _shares(base: Outcome, other: Outcome, lost: Parts, won: Parts) -> None:
    before, after = _value(base, "fairness"), _value(other, "fairness")
    if before != after:
        said = {"after": figure(after / 10), "before": figure(before / 10)}
        sentence = gettext("the country that gets least: %(after)s %% of its people instead of %(before)s %%") % said
        (won if after > before else lost).append(sentence)


def _value(outcome: Outcome, goal: str) -> int:
    return outcome.goals.get(goal, 0)


def proof(base: Outcome | None, other: Outcome) -> str:
    """How sure a price is: proved, open where the time ended first, or empty where there is nothing to be sure of."""
    if base is None or not other.done:
        return ""
    return "proved" if base.proved and other.proved else "open"
