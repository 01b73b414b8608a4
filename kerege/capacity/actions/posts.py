"""Recording how many people work in which role of which unit, and who of them is known by name."""

from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.capacity.models import Framework, Post, PostHolder
from kerege.capacity.queries.frameworks import standing
from kerege.capacity.rules import people as rules
from kerege.capacity.words import competence_refused as refused
from kerege.inventory import queries as inventory
from kerege.inventory.rules.keepers import check_keeper
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import Actor
from kerege.people.words import UNKNOWN_KEY, Deed
from kerege.records.personal import subject_model
from kerege.records.recording import NOTHING_THERE, named
from kerege.records.viewers import Viewer
from kerege.sharing.rules import viewer_of


def record_post(
    *,
    by: Actor,
    facility: str,
    framework: str,
    role: str,
    people: object,
    fte: object,
    unit: str = "",
    synthetic: bool = False,
    today: date | None = None,
) -> Post:
    """Say how many people work in a role of a facility, or of one of its units, from this day on. Other numbers than
    those that stand begin a new row, with the same people on it; on the day on which they began they are corrected. The
    same numbers again change nothing.

    Refuses people.not_yours, inventory.not_your_facility, records.nothing_there, capacity.no_such_unit,
    capacity.framework_not_published, capacity.no_such_role, capacity.headcount, capacity.fte, capacity.more_named and
    capacity.not_before.
    """
    day = today or localdate()
    card = _facility(by, facility, day)
    if unit and unit not in {each.uid for each in card.units}:
        raise Refusal(refused.NO_SUCH_UNIT, field="unit")
    of = named(Framework, key=framework, whose=lambda owner: reader_of(by=by).clearance_for(owner) > 0)
    if standing(of.id, of.title).role(role) is None:
        raise Refusal(refused.NO_SUCH_ROLE, field="role", role=role[:60])
    count = rules.headcount(people)
    told = {"people": count, "fte": rules.full_time(fte, count)}
    place = {"facility": card.line.key, "unit": unit, "framework": of, "role": role}
    with checking():
        now = Post.objects.inside_action().filter(end__isnull=True, **place).first()
        holders = list(_holders(now)) if now else []
    if now is not None and {name: getattr(now, name) for name in told} == told:
        return now  # type: ignore[no-any-return]
    if len(holders) > count:
        raise Refusal(refused.MORE_NAMED, field="people", people=count)
    if now is not None and day < now.start:
        raise Refusal(refused.NOT_BEFORE, field="today", day=day.isoformat(), start=now.start.isoformat())
    with act("capacity.post.recorded", by=by, owner=card.line.owner) as done:
        row: Any = now
        if now is None or now.start < day:
            row = Post(owner=card.line.owner, start=day, synthetic=synthetic, **place)
        if now is not None and row is not now:
            now.end = day
            now.save()
        row.people, row.fte = told["people"], told["fte"]
        row.save()
        if row is not now:
            _move(holders, row, day)
        done.about = row.uid
    return row  # type: ignore[no-any-return]


def end_post(*, by: Actor, post: str, today: date | None = None) -> Post:
    """Nobody works in the role any more, from this day on. A post that began today is as if it had never been.

    Refuses records.nothing_there, people.not_yours, inventory.not_your_facility, capacity.post_ended and
    capacity.not_before.
    """
    day = today or localdate()
    row = kept_post(by=by, post=post, day=day)
    if day < row.start:
        raise Refusal(refused.NOT_BEFORE, field="today", day=day.isoformat(), start=row.start.isoformat())
    with act("capacity.post.ended", by=by, owner=row.owner, about=row.uid):
        for holder in _holders(row):
            holder.end = day
            holder.save()
        if row.start == day:
            PostHolder.objects.inside_action().filter(post=row).delete()
            row.delete()
        else:
            row.end = day
            row.save()
    return row


def name_holder(*, by: Actor, post: str, person: str, share: object = 100, today: date | None = None) -> PostHolder:
    """Name somebody who works on the post, with the share of a full week in percent. Who stands on several posts with
    more than 100 percent is told by `queries.double_counted` and refused by nobody.

    Refuses records.nothing_there, people.not_yours, inventory.not_your_facility, people.unknown_key (also of a person
    of whom the actor may not know), capacity.post_ended, .share, .nobody_chosen, .holds_already and .more_named.
    """
    day = today or localdate()
    row = kept_post(by=by, post=post, day=day)
    percent = rules.share(share)
    if not person:
        raise Refusal(refused.NOBODY_CHOSEN, field="person")
    who = known_person(by=by, person=person, owner=row.owner)
    with checking():
        holders = list(_holders(row))
    if any(holder.person_id == who.id for holder in holders):
        raise Refusal(refused.HOLDS_ALREADY, field="person")
    if len(holders) >= row.people:
        raise Refusal(refused.MORE_NAMED, field="person", people=row.people)
    with act("capacity.holder.named", by=by, owner=row.owner, about=row.uid):
        holder = PostHolder.objects.create(
            post=row, person=who, owner=row.owner, share=percent, start=max(day, row.start), synthetic=row.synthetic
        )
    return holder  # type: ignore[no-any-return]


def release_holder(*, by: Actor, holder: str, today: date | None = None) -> PostHolder:
    """Somebody works on the post no longer, from this day on.

    Refuses records.nothing_there, people.not_yours, inventory.not_your_facility and capacity.post_ended.
    """
    day = today or localdate()
    with checking():
        number = uid_or_none(holder)
        row = PostHolder.objects.inside_action().filter(uid=number, end__isnull=True).first() if number else None
        post = Post.objects.inside_action().get(id=row.post_id) if row else None
    if row is None or post is None:
        raise Refusal(NOTHING_THERE, field="holder", what=PostHolder._meta.verbose_name, key=str(holder)[:40])
    kept_post(by=by, post=str(post.uid), day=day)
    with act("capacity.holder.released", by=by, owner=row.owner, about=post.uid):
        row.end = max(day, row.start)
        row.save()
    return row  # type: ignore[no-any-return]


# -- for the other actions of this room --------------------------------------------------------------------------------


def reader_of(*, by: Actor) -> Viewer:
    """Whoever acts, as a reader; the node itself reads everything. Refuses nothing."""
    if by.is_system:
        return Viewer(uid=by.uid, name=by.name, everywhere=Sensitivity.RESTRICTED)
    return viewer_of(uid=by.uid, name=by.name, grants=by.grants)


def known_person(*, by: Actor, person: str, owner: str) -> Any:
    """A person of this owner of whom the actor may know. Refuses people.unknown_key in the same words otherwise."""
    model = subject_model(PostHolder, "person")
    with checking():
        found = model.objects.inside_action().filter(key=person, owner=owner).first()
    if found is None or not reader_of(by=by).may_see(max(found.label, found.name_label), found.owner):
        raise Refusal(UNKNOWN_KEY, field="person", what="person", key=person[:60])
    return found


def kept_post(*, by: Actor, post: str, day: date) -> Post:
    """A post that stands, for whoever keeps the posts of its facility. Refuses records.nothing_there,
    people.not_yours, inventory.not_your_facility and capacity.post_ended.
    """
    with checking():
        number = uid_or_none(post)
        row: Post | None = Post.objects.inside_action().filter(uid=number).first() if number else None
    nothing = Refusal(NOTHING_THERE, field="post", what=Post._meta.verbose_name, key=str(post)[:40])
    if row is None:
        raise nothing
    try:
        _facility(by, row.facility, day)
    except Refusal as refusal:
        raise (refusal if reader_of(by=by).may_see(row.label, row.owner) else nothing) from refusal
    if row.end is not None:
        raise Refusal(refused.POST_ENDED)
    return row


def _facility(by: Actor, key: str, day: date) -> Any:
    card = inventory.facility(reader_of(by=by), key, on=day)
    if card is None:
        raise Refusal(NOTHING_THERE, field="facility", what="facility", key=key[:40])
    check_keeper(by, card.line.owner, card.line.organisation, deed=Deed.RECORD_POSTS)
    return card


def _holders(post: Post) -> Any:
    return PostHolder.objects.inside_action().filter(post=post, end__isnull=True).order_by("id")


def _move(holders: list[PostHolder], row: Post, day: date) -> None:
    """The people of a post go on under its new numbers."""
    for holder in holders:
        holder.end = day
        holder.save()
        PostHolder.objects.create(
            post=row,
            person_id=holder.person_id,
            owner=row.owner,
            share=holder.share,
            start=day,
            synthetic=row.synthetic,
        )
