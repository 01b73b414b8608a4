"""What keeps a judgement from being submitted or approved, and which way it may go. Plain Python."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from kerege.law.words import coverage_refused as refused
from kerege.law.words.coverage import (
    COVERAGE_STATUSES,
    ChainAnswer,
    ChainElement,
    CoverageStatus,
    JudgementState,
    Relation,
)
from kerege.lib.refusal import Called, Refusal

MOVES: Mapping[JudgementState, frozenset[JudgementState]] = {
    JudgementState.DRAFT: frozenset({JudgementState.SUBMITTED, JudgementState.WITHDRAWN}),
    JudgementState.SUBMITTED: frozenset({JudgementState.RETURNED, JudgementState.APPROVED, JudgementState.WITHDRAWN}),
    JudgementState.RETURNED: frozenset({JudgementState.DRAFT, JudgementState.SUBMITTED, JudgementState.WITHDRAWN}),
    JudgementState.APPROVED: frozenset({JudgementState.SUPERSEDED}),
    JudgementState.SUPERSEDED: frozenset(),
    JudgementState.WITHDRAWN: frozenset(),
}
OPEN = frozenset({JudgementState.DRAFT, JudgementState.SUBMITTED, JudgementState.RETURNED})
WRITABLE = frozenset({JudgementState.DRAFT, JudgementState.RETURNED})
SETTLED = frozenset({JudgementState.APPROVED, JudgementState.SUPERSEDED})
"""Nothing in these is ever changed; triggers in the database refuse it too."""

SUPPORTS = frozenset(set(Relation) - {Relation.CONTRADICTS, Relation.APPARENT_ONLY})
"""The relations by which a provision carries a judgement of “met” or “partly met”."""


@dataclass(frozen=True)
class Cited:
    """A piece of evidence as the rules see it. A low `rank` is a high act; None where it is not known."""

    relation: Relation
    rank: int | None = None
    added_by: str = ""


@dataclass(frozen=True)
class Judged:
    """A judgement with what its obligation demands. `needed_rank` is None where any act will do."""

    status: CoverageStatus
    chain: Mapping[ChainElement, ChainAnswer] = field(default_factory=dict)
    evidence: tuple[Cited, ...] = ()
    search_log: str = ""
    rationale: str = ""
    needs_penalty: bool = False
    needs_authority: bool = False
    needed_rank: int | None = None
    overridden: bool = False


def check_move(state: str, wanted: JudgementState) -> None:
    """Refuse law.judgement_not_now unless a judgement may go from one state to the other."""
    if wanted not in MOVES[JudgementState(state)]:
        raise Refusal(refused.NOT_NOW, state=JudgementState(state).value, wanted=wanted.value)


def check_writable(state: str) -> None:
    """Refuse to change what was submitted, approved or withdrawn: law.judgement_stands, law.judgement_not_now."""
    if JudgementState(state) in SETTLED:
        raise Refusal(refused.STANDS_FOR_GOOD)
    if JudgementState(state) not in WRITABLE:
        raise Refusal(refused.NOT_NOW, state=JudgementState(state).value, wanted=JudgementState.DRAFT.value)


def check_whole(judged: Judged) -> None:
    """Refuse a judgement that does not say what it rests on, and “met” where the chain does not carry it.

    law.no_status, .no_rationale, .no_search_log, .no_evidence, and what `check_links` refuses.
    """
    if judged.status == CoverageStatus.UNKNOWN:
        raise Refusal(refused.NO_STATUS, field="status")
    if not judged.rationale.strip():
        raise Refusal(refused.NO_RATIONALE, field="rationale")
    if judged.status == CoverageStatus.NONE and not judged.search_log.strip():
        raise Refusal(refused.NO_SEARCH_LOG, field="search_log")
    if judged.status in {CoverageStatus.FULL, CoverageStatus.PARTIAL}:
        if not any(each.relation in SUPPORTS for each in judged.evidence):
            said = Called(judged.status.value, COVERAGE_STATUSES[judged.status])
            raise Refusal(refused.NO_EVIDENCE, field="status", status=said)
    if not judged.overridden:
        check_links(judged)


def check_links(judged: Judged) -> None:
    """Refuse “met” by the weakest link: law.chain_open, .weakest_link, .rank_too_low, .penalty_missing."""
    if judged.status != CoverageStatus.FULL:
        return
    if unanswered := [each for each in ChainElement if each not in judged.chain]:
        raise Refusal(refused.CHAIN_OPEN, field="chain", elements=_named(unanswered))
    weak = [each for each in ChainElement if judged.chain[each] == ChainAnswer.NO]
    if judged.needs_authority and judged.chain[ChainElement.AUTHORITY] == ChainAnswer.NOT_APPLICABLE:
        weak.append(ChainElement.AUTHORITY)
    if weak:
        raise Refusal(refused.WEAKEST_LINK, field="chain", elements=_named(weak))
    _check_rank(judged)
    if judged.needs_penalty and not any(each.relation == Relation.PENALTY for each in judged.evidence):
        raise Refusal(refused.PENALTY_MISSING, field="evidence")


def _check_rank(judged: Judged) -> None:
    if judged.needed_rank is None:
        return
    ranks = [each.rank for each in judged.evidence if each.rank is not None and each.relation in SUPPORTS]
    if not ranks or min(ranks) > judged.needed_rank:
        found = min(ranks) if ranks else "–"
        raise Refusal(refused.RANK_TOO_LOW, field="evidence", needed=judged.needed_rank, found=found)


def _named(elements: Collection[ChainElement]) -> str:
    return ", ".join(each.value for each in elements)


def check_reviewer(*, reviewer: str, author: str, contributors: Collection[str]) -> None:
    """Refuse law.own_judgement and law.own_evidence: a second person looks at what the first one wrote."""
    if reviewer == author:
        raise Refusal(refused.OWN_JUDGEMENT)
    if reviewer in contributors:
        raise Refusal(refused.OWN_EVIDENCE)


def check_third(*, third: str, author: str, reviewers: Collection[str], contributors: Collection[str]) -> None:
    """Refuse law.not_a_third_person to whoever had a part in the judgement."""
    if third in {author, *reviewers, *contributors}:
        raise Refusal(refused.NOT_A_THIRD)


def check_version(*, seen: int, now: int) -> None:
    """Refuse law.judgement_moved when the judgement was changed after somebody opened it."""
    if seen != now:
        raise Refusal(refused.ROW_MOVED)


def chain_of(given: Mapping[str, str]) -> dict[ChainElement, ChainAnswer]:
    """The chain as it was kept or typed; an empty answer is left out, and so is one that is none."""
    answers = {each.value: each for each in ChainAnswer}
    return {each: answers[said] for each in ChainElement if (said := given.get(each.value, "")) in answers}


def check_selection(text: str, *, exact: str, prefix: str = "", suffix: str = "") -> None:
    """Refuse law.no_such_selection unless the words stand in the provision between those around them."""
    wanted = " ".join(f"{prefix}{exact}{suffix}".split())
    if exact and wanted not in " ".join(text.split()):
        raise Refusal(refused.NO_SUCH_SELECTION, field="exact")
