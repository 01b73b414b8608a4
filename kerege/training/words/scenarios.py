"""The words of branching scenarios: what is not right in one, and what is refused of walking through it."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord

MOST_CHOICES = 60
"""The most choices of one walk where a scenario states none: loops are allowed, and have an end."""


class Flaw(StrEnum):
    """What is not right in a scenario."""

    NO_SCENE = "no_scene"
    NO_ENDING = "no_ending"
    UNREACHED = "unreached"
    DEAD_END = "dead_end"
    NO_WAY_OUT = "no_way_out"
    LEADS_NOWHERE = "leads_nowhere"
    LEADS_AWAY = "leads_away"
    GOES_ON = "goes_on"
    NO_WORDS = "no_words"
    TOO_FAR = "too_far"
    NOT_TRANSLATED = "not_translated"


FLAWS = {
    Flaw.NO_SCENE: N_("There is no scene yet. Add the one in which it begins."),
    Flaw.NO_ENDING: N_("No scene is an ending. Say in one of them what is learnt."),
    Flaw.UNREACHED: N_("No choice leads to this scene. Let one lead here, or take it out."),
    Flaw.DEAD_END: N_("This scene has no choice and is no ending. Add a choice, or say what is learnt."),
    Flaw.NO_WAY_OUT: N_("From this scene nobody comes to an ending any more. Let a choice lead out."),
    Flaw.LEADS_NOWHERE: N_("This choice leads nowhere. Choose the scene to which it leads."),
    Flaw.LEADS_AWAY: N_("This leads to a scene of another scenario. Choose one of this scenario."),
    Flaw.GOES_ON: N_("An ending has choices. Take them out, or take out what is learnt."),
    Flaw.NO_WORDS: N_("The picture has no words for those who do not see it. Say what it shows."),
    Flaw.TOO_FAR: N_("Even the shortest way to an ending has more choices than one walk may have. Allow more."),
    Flaw.NOT_TRANSLATED: N_("This text is not there in a language in which the lesson can be read."),
}

NO_SUCH_WAY = RefusalWord(
    "training.scenario_no_such_way",
    N_("This choice is not offered in the scene where you are. Choose one of those below."),
)
WALKED_FAR = RefusalWord(
    "training.scenario_walked_far",
    N_("You have made %(most)s choices, which is the most of one walk. Go back a step, or begin anew."),
    status=409,
)
SCENARIO_UNFINISHED = RefusalWord(
    "training.scenario_unfinished",
    N_("The scenario “%(scenario)s” is not finished: %(left)s places. Open its map; each place says what is wrong."),
    status=409,
)
