"""Naming all at once who chose to be found as a trainer."""

from datetime import date

from django.utils.timezone import localdate

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.people.rules import REGION, Actor
from kerege.planning.actions.rows import name_trainer
from kerege.planning.actions.scenarios import own_scenario
from kerege.planning.models import Scenario, ScenarioTrainer
from kerege.planning.rules.states import check_open
from kerege.privacy.queries import ExpertChoice, experts, person_of_listing
from kerege.privacy.words.experts import ExpertRole
from kerege.sharing.queries import viewer_of_actor
from kerege.training.actions.staffing import LISTED


def name_listed(*, by: Actor, scenario: str, today: date | None = None) -> int:
    """Name everybody who chose to be found as a trainer, shows the actor a name and languages in which they teach, and
    is not named yet; of the own country, or of every country where the region plans. How many. Again changes nothing.

    Refuses what `name_trainer` refuses.
    """
    day = today or localdate()
    row = own_scenario(by=by, scenario=scenario, today=day)
    check_open(row.state)
    choice = ExpertChoice(role=ExpertRole.TRAINER, owner="" if row.owner == REGION else row.owner)
    reader = viewer_of_actor(by, on=day)
    found = experts(reader, on=day, choice=choice).rows
    with checking():
        named = ScenarioTrainer.objects.inside_action().filter(of=row, listing__isnull=False)
        known = {str(uid) for uid in named.values_list("listing", flat=True)}
    told = _told_of(row)
    wanted = [
        line
        for line in found
        if line.name and line.teaching and line.uid not in known
        and person_of_listing(reader, line.uid, on=day) not in told
    ]  # fmt: skip
    if not wanted:
        return 0
    with act("planning.trainers.named", by=by, owner=row.owner, about=row.uid, count=len(wanted)):
        for line in wanted:
            name_trainer(
                by=by, scenario=scenario, person=f"{LISTED}{line.uid}", languages=" ".join(line.teaching), today=day
            )
    return len(wanted)


def _told_of(row: Scenario) -> set[int]:
    """The numbers of persons of whom people told already how they teach here: that stands."""
    keys = {each["person"] for each in row.settings.get("staff", [])}
    with checking():
        rows = ScenarioTrainer.objects.inside_action().filter(of=row)
        return {person for number, person in rows.values_list("number", "person_id") if f"t{number}" in keys}
