"""What scientists ask themselves about work that could be misused: at the level of awareness, in our own words.

It names no technique and no agent, gives no score and judges no project. Nothing that is answered is kept.
"""

from enum import StrEnum

from kerege.lib.refusal import N_


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


ANSWERS = {Answer.YES: N_("Yes"), Answer.NO: N_("No"), Answer.UNSURE: N_("I am not sure")}

TOPICS = {
    "purpose": N_("Purpose"),
    "misuse": N_("Foreseeable misuse"),
    "safeguards": N_("Safeguards"),
    "telling": N_("Telling others"),
    "oversight": N_("Oversight"),
    "law": N_("Law"),
}

QUESTIONS = {
    "purpose_said": N_("Can you say in two sentences what the work is good for, and for whom?"),
    "purpose_other_way": N_("Have you considered whether the same can be learned in a way that leaves less to misuse?"),
    "misuse_asked": N_("Have you asked yourself who could use the results to do harm, and how bad it could be?"),
    "misuse_together": N_("Have you talked about it with somebody who does other work than you?"),
    "safeguards_known": N_("Is it decided who takes part, who has access, and what happens when something goes wrong?"),
    "safeguards_stop": N_("Is it agreed at what point you would stop, and whom you would ask then?"),
    "telling_weighed": N_("Have you weighed, before the work begins, what can be published, and in which detail?"),
    "telling_public": N_("Could you explain to people outside science why the work is worth doing?"),
    "oversight_asked": N_("Does somebody who is responsible for biosafety or biosecurity know of the work and agree?"),
    "oversight_again": N_("Will the question be asked again when the work changes, or brings something unexpected?"),
    "law_known": N_("Do you know which rules of your country and of those who pay for the work apply?"),
    "law_export": N_("If material, devices or knowledge go to another country: do you know who has to permit it?"),
}
"""By key, whose first part is the topic. Whoever can say yes to a question has thought of what it is about."""

ADVICE = {
    "purpose": N_("Write down what the work is for, and which other ways you have considered. Show it to a colleague."),
    "misuse": N_("Talk it over with somebody outside your group and with the biosafety officer before you go on."),
    "safeguards": N_("Agree with your head and the biosafety officer who has access, and at what point you stop."),
    "telling": N_("Plan what will be told, to whom and in which detail, before there are results."),
    "oversight": N_(
        "Tell the biosafety officer or the committee of your institution, and again when the work changes."
    ),
    "law": N_("Ask the biosafety officer or the legal service which rules apply, or the national focal point."),
}
