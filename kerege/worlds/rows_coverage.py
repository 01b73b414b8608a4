"""A round about the law of one country of the example world, judged by its people as they would do it on pages."""

from datetime import date

from kerege.law.actions import citing, judging, reviewing, rounds
from kerege.law.queries import judged
from kerege.law.words.coverage import ChainElement
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.sharing.queries import viewer_of_actor


def open_round(
    *,
    by: Actor,
    account: str,
    owner: str,
    key: str,
    title: str,
    as_of: date,
    instruments: list[str],
    on: date,
    synthetic: bool,
) -> None:
    rounds.open_round(
        by=_acting(account, on),
        owner=owner,
        key=key,
        title=title,
        as_of=as_of,
        instruments=instruments,
        synthetic=synthetic,
        today=on,
    )


def judge(
    *,
    by: Actor,
    round: str,
    obligation: str,
    status: str,
    drafter: str,
    on: date,
    why: str,
    chain: str = "",
    searched: str = "",
    missing: str = "",
    places: str = "",
    submitted: date | None = None,
    reviewer: str = "",
    returned: date | None = None,
    reason: str = "",
    approved: date | None = None,
) -> None:
    """A judgement and how far it came. Each line of `places` is a relation and an article; the act is a made-up one."""
    acting = _acting(drafter, on)
    viewer = viewer_of_actor(acting, on=on)
    of = next(line for line in judged.rounds(viewer) if line.key == round)
    if judged.judgements(viewer, on=on, round=of.id, obligation=obligation):
        return
    said = dict(zip((each.value for each in ChainElement), chain.split(), strict=False))
    told = judging.Told(status, why, searched, missing, chain=said)
    uid = str(judging.judge(by=acting, round=of.uid, obligation=obligation, told=told, today=on).uid)
    for line in places.splitlines():
        relation, _space, place = line.strip().partition(" ")
        address, title = "https://example.org/acts/biosafety", "Example act on biological safety"
        citing.cite_elsewhere(
            by=acting, judgement=uid, relation=relation, title=title, address=address, place=place, today=on
        )
    if submitted:
        judging.submit_judgement(by=acting, judgement=uid, today=submitted)
    if returned:
        reviewing.return_judgement(by=_acting(reviewer, returned), judgement=uid, reason=reason, today=returned)
    if approved:
        reviewing.approve_judgement(by=_acting(reviewer, approved), judgement=uid, note=reason, today=approved)


def _acting(account: str, on: date) -> Actor:
    return people.actor_for(people.account(account), on=on, strong=True)
