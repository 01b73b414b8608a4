"""How much the needs that somebody may read hang on the numbers of a policy (rules.stability)."""

from datetime import date

from kerege.capacity.queries.needs import CHANGES, needs
from kerege.capacity.queries.policies import PolicyLine
from kerege.capacity.rules.stability import Moved
from kerege.capacity.rules.stability import stability as of_needs
from kerege.people.rules import ANONYMOUS, Actor
from kerege.records.keeping import clearance, kept_until_written
from kerege.records.viewers import Viewer


def stability(viewer: Viewer, *, acting: Actor = ANONYMOUS, on: date, policy: PolicyLine) -> list[Moved]:
    """Each number of the policy moved by a fifth, over the reader's own needs that are computed by it on the day; empty
    where there are none. Kept until something is written: of thousands of needs it takes seconds.
    """

    def made() -> list[Moved]:
        lines = needs(viewer, acting=acting, on=on, lang="en").lines
        return of_needs(policy.policy, (line.need for line in lines if line.policy.called == policy.called))

    asked = f"capacity.stability {clearance(viewer)} {acting.uid} {policy.uid} {on}"
    return kept_until_written(asked, made, by=CHANGES)
