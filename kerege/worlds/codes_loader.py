"""Codes of conduct as files: the model code in its versions, published through the room's action."""

from pathlib import Path

from kerege.outreach import actions as outreach
from kerege.people.rules import REGION, Actor
from kerege.worlds import released

HERE = Path(__file__).resolve().parent / "conduct"


def load_codes(*, by: Actor) -> int:
    """Publish every version of this release in the order of their days; how many. What is there already stays as it is.

    Refuses what outreach.publish_code refuses.
    """
    told = sorted((released.told(file) for file in HERE.glob("*.toml")), key=lambda each: each["published_on"])
    for each in told:
        given = {name: each[name] for name in ("key", "version", "content", "rights")}
        outreach.publish_code(by=by, owner=REGION, today=each["published_on"], **given)
    return len(told)
