"""The files of curricula: they stay with a curriculum as long as one of its versions names them."""

from collections.abc import Iterable
from typing import Any

from kerege.files import actions as files
from kerege.files.words import Purpose
from kerege.journal.rules import checking
from kerege.people.rules import Actor
from kerege.training.models import Curriculum, CurriculumVersion
from kerege.training.queries.attachments import kept_with
from kerege.training.rules.curricula.files import digests_named


def take_along(*, by: Actor, row: CurriculumVersion, source: str) -> None:
    """Keep for a version the files that it has, or could have once its conflicts are decided, from another curriculum,
    whose key `source` is and of which the actor may read what came. Nothing is copied. Refuses files.full.
    """
    wanted = digests_named(row.content, row.conflicts)
    if not wanted:
        return
    wanted -= {line.sha256 for line in kept_with(row.of.key)}
    lines = [line for line in kept_with(source) if line.sha256 in wanted]
    told: dict[str, Any] = {"owner": row.owner, "label": row.label, "synthetic": row.synthetic}
    files.keep_again(by=by, about=row.uid, purpose=Purpose.TOOLKIT, lines=lines, **told)


def let_go(*, by: Actor, of: Curriculum, digests: Iterable[str]) -> None:
    """Withdraw of these files those that no version of the curriculum names any more. Refuses nothing."""
    left = set(digests)
    if not left:
        return
    with checking():
        rows = CurriculumVersion.objects.inside_action().filter(of=of).values_list("content", "conflicts")
        for content, conflicts in rows:
            left -= digests_named(content, conflicts)
    for line in kept_with(of.key):
        if line.sha256 in left:
            files.withdraw_file(by=by, uid=line.uid, about=line.about, purpose=Purpose.TOOLKIT)
