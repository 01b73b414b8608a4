"""The frames by which an event is assessed, as data: what each asks, what follows from it, and who is told when.

A frame that was used is never changed: another text is another version. What is `unverified` is common knowledge of the
trade that nobody has compared with the instrument's own text yet; pages and dossiers say so.
"""

from dataclasses import dataclass

from kerege.lib.refusal import N_


@dataclass(frozen=True)
class Question:
    """What is asked. A yes to one that is `always` is enough by itself."""

    key: str
    text: str
    hint: str = ""
    always: bool = False


@dataclass(frozen=True)
class Frame:
    """How one regime looks at an event. With `need` yeses it is to be notified; `consults` says that there is a way to
    ask for advice otherwise. `notify` is the word for what is to be done then.
    """

    key: str
    version: str
    title: str
    source: str
    need: int
    questions: tuple[Question, ...]
    notify: str
    otherwise: str
    recipient: str
    by_when: str
    consults: bool = False
    unverified: bool = True


IHR = Frame(
    key="ihr",
    version="2005",
    title=N_("International Health Regulations, Annex 2"),
    source=N_("International Health Regulations (2005), Annex 2 and Articles 6 and 8; Annex 1 for the times."),
    need=2,
    questions=(
        Question(
            "listed",
            N_("Is it a case of one of the diseases that are always notified?"),
            N_(
                "Smallpox; poliomyelitis due to wild-type poliovirus; human influenza caused by a new subtype; severe "
                "acute respiratory syndrome (SARS). Any other event goes the way of the four questions, also one of "
                "unknown cause."
            ),
            always=True,
        ),
        Question("serious", N_("Is the public health impact of the event serious?")),
        Question("unusual", N_("Is the event unusual or unexpected?")),
        Question("spread", N_("Is there a significant risk of international spread?")),
        Question("trade", N_("Is there a significant risk of international travel or trade restrictions?")),
    ),
    notify=N_("Notify WHO through the national IHR focal point."),
    otherwise=N_("Not notified at present. Assess again when more is known, or consult WHO under Article 8."),
    recipient=N_("World Health Organization, through the national IHR focal point"),
    by_when=N_(
        "Assess within 48 hours of the information reaching the national level; notify within 24 hours of the "
        "assessment."
    ),
    consults=True,
)
WOAH = Frame(
    key="woah",
    version="1",
    title=N_("WOAH, immediate notification"),
    source=N_("WOAH Terrestrial Animal Health Code, Articles 1.1.3 and 1.1.4."),
    need=1,
    questions=(
        Question("first", N_("Is it the first occurrence of a listed disease in the country, zone or compartment?")),
        Question("again", N_("Did a listed disease occur again after it was declared ended?")),
        Question("strain", N_("Is it the first occurrence or the recurrence of a strain of a listed disease?")),
        Question(
            "change",
            N_("Did distribution, incidence, virulence, morbidity or mortality change suddenly and unexpectedly?"),
        ),
        Question("host", N_("Does a listed disease occur in an unusual host species?")),
        Question("emerging", N_("Is it an emerging disease?")),
    ),
    notify=N_("Notify WOAH immediately, then follow up every week until the final report."),
    otherwise=N_("No immediate notification. It belongs in the six-monthly report, if the disease is listed."),
    recipient=N_("World Organisation for Animal Health, through the Delegate"),
    by_when=N_("Within 24 hours of confirmation."),
)
IPPC = Frame(
    key="ippc",
    version="1",
    title=N_("IPPC, report of a pest"),
    source=N_("International Plant Protection Convention, Article VIII.1(a); ISPM 17 and ISPM 8."),
    need=1,
    questions=(
        Question(
            "regulated",
            N_("Did a pest occur, break out or spread that is regulated in another country?"),
        ),
        Question("new", N_("Is there a new host, a new pathway or a new area of a pest?")),
        Question("danger", N_("Is the pest an immediate or potential danger to other countries for another reason?")),
        Question("eradicated", N_("Was a pest successfully eradicated?")),
    ),
    notify=N_("Report the pest through the official contact point."),
    otherwise=N_("No report of a pest is due now."),
    recipient=N_("International Plant Protection Convention and the countries concerned, by the contact point"),
    by_when=N_("Without undue delay; the Convention names no time in figures."),
)
BWC = Frame(
    key="bwc",
    version="1",
    title=N_("Biological Weapons Convention"),
    source=N_("Biological Weapons Convention, Article VII, and the confidence-building measures, form B."),
    need=1,
    questions=(
        Question("deviates", N_("Does the outbreak deviate from the normal pattern, so that it belongs in form B?")),
        Question("assistance", N_("Would the country ask for assistance under Article VII?")),
    ),
    notify=N_("Tell it in form B of the next return; a request for assistance is a decision of the government."),
    otherwise=N_("Nothing of it belongs in the return as known now."),
    recipient=N_("States parties, by the national contact point of the Convention"),
    by_when=N_("The return is due on 15 April of each year; for a request no time is named."),
)
FRAMES = {each.key: each for each in (IHR, WOAH, IPPC, BWC)}
"""The newest version of each frame, in the order of pages."""
UNVERIFIED = N_(
    "The wording of this frame is common knowledge of the trade and was not compared with the text of the instrument. "
    "A lawyer of the country has to confirm it, with what the country reserved."
)
NOT_SENT = N_("Kerege prepared this and sent it to nobody. A person sends it through the official channel.")
