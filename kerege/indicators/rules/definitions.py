"""The ten groups of indicators of the log-frame, and what counts as evidence for each."""

from dataclasses import dataclass

from kerege.indicators import words
from kerege.lib.refusal import N_, Refusal


@dataclass(frozen=True)
class Group:
    """A group of indicators under one of the project's four objectives."""

    key: str
    number: int
    objective: int
    title: str


@dataclass(frozen=True)
class Definition:
    """One indicator. `missing` names what this node does not record yet; then there is no value, and no zero either.

    `one_country`: what is counted has one country, and no other one of its venue. `inference` says that the way of
    counting is our reading of the sources and not theirs.
    """

    key: str
    group: str
    title: str
    unit: str
    evidence: str
    missing: str = ""
    inference: str = ""
    one_country: bool = False

    @property
    def objective(self) -> int:
        return GROUPS[self.group].objective

    @property
    def is_recorded(self) -> bool:
        return not self.missing


OBJECTIVES = {
    1: N_("Awareness, collaboration, emergency response and responsible conduct"),
    2: N_("National legal systems"),
    3: N_("Inventory of resources, training needs, quality and sustainability"),
    4: N_("A self-sustaining regional training system"),
}

GROUPS = {
    g.key: g
    for g in (
        Group("awareness", 1, 1, N_("Awareness events")),
        Group("trainers", 2, 4, N_("Trainers")),
        Group("cascade", 3, 4, N_("The cascade")),
        Group("reach", 4, 4, N_("Reach")),
        Group("learning", 5, 4, N_("Learning")),
        Group("institution", 6, 4, N_("Institutionalisation")),
        Group("legal", 7, 2, N_("Law")),
        Group("resources", 8, 3, N_("Resources")),
        Group("exercises", 9, 1, N_("Exercises")),
        Group("sustainability", 10, 3, N_("Sustainability")),
    )
}

UNITS = {
    "events": N_("events"),
    "people": N_("people"),
    "workshops": N_("workshops"),
    "hours": N_("hours"),
    "generations": N_("generations"),
    "ratio": N_("people per trainer"),
    "attendances": N_("attendances"),
    "laboratories": N_("laboratories"),
    "percent": N_("per cent"),
    "centres": N_("centres"),
    "curricula": N_("curricula"),
    "obligations": N_("obligations"),
    "milestones": N_("milestones"),
    "bodies": N_("bodies"),
    "facilities": N_("facilities"),
    "items": N_("items"),
    "handovers": N_("handovers"),
    "certificates": N_("certificates"),
    "objectives": N_("objectives"),
    "actions": N_("actions"),
    "courses": N_("courses"),
    "exercises": N_("exercises"),
}

_EVENTS = N_("Events that were held: kick-offs, awareness meetings, regional meetings and conferences.")
_KICKOFF = N_("That a national kick-off counts as the awareness event of its country is our inference.")
_REGISTER = N_("Closed registers of courses that were held; one row is one person in one course.")
_OBLIGATIONS = N_("obligations and the provisions that cover them")
_EXERCISE_PLANS = N_("objectives, findings and corrective actions of exercises")

DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        "awareness.events.national",
        "awareness",
        N_("Awareness events in the countries"),
        "events",
        _EVENTS,
        inference=_KICKOFF,
    ),
    Definition("awareness.events.regional", "awareness", N_("Regional awareness events"), "events", _EVENTS),
    Definition("awareness.events.inter_regional", "awareness", N_("Inter-regional conferences"), "events", _EVENTS),
    Definition(
        "awareness.participants",
        "awareness",
        N_("Participants of awareness events"),
        "people",
        N_("Participants that sources state for those events."),
    ),
    Definition(
        "trainers.part1",
        "trainers",
        N_("Trainers with part 1 complete"),
        "people",
        N_(
            "Trainees of courses for trainers that were held: the closed register, else the number a source "
            "names. A planned number is no evidence."
        ),
    ),
    Definition(
        "trainers.workshops",
        "trainers",
        N_("Courses for trainers"),
        "workshops",
        N_("Courses for trainers that were held."),
    ),
    Definition(
        "trainers.contact_hours",
        "trainers",
        N_("Contact hours of part 1"),
        "hours",
        N_(
            "Hours of the sessions of a course for trainers that was held, of the shortest and of the longest course. "
            "Pauses are no hours, sessions that were called off are none, and parallel ones count once."
        ),
    ),
    Definition(
        "trainers.part2",
        "trainers",
        N_("Trainers with part 2 complete"),
        "people",
        N_(
            "People who were certified after both parts, each once for the country that looked after the case, "
            "whatever became of the certificate. Of a project those whom closed registers of its courses for trainers "
            "name."
        ),
        one_country=True,
    ),
    Definition(
        "trainers.part2_overdue",
        "trainers",
        N_("Trainers with part 2 overdue"),
        "people",
        N_(
            "People on the way to a certificate whose last day for part 2 is over and who have not handed it in. Of a "
            "project those whom closed registers of its courses for trainers name."
        ),
        one_country=True,
    ),
    Definition(
        "trainers.active",
        "trainers",
        N_("Trainers who taught in the last twelve months"),
        "people",
        N_(
            "Of the people in closed registers of courses for trainers, those who taught a course that was over in the "
            "last twelve months. Who moved or left the field is told by the follow-up, under sustainability."
        ),
    ),
    Definition(
        "cascade.workshops",
        "cascade",
        N_("Workshops of the cascade"),
        "workshops",
        N_("Cascade workshops and seminars that were held."),
    ),
    Definition(
        "cascade.people",
        "cascade",
        N_("People reached by the cascade"),
        "people",
        N_("Trainees of those workshops: distinct persons of closed registers, else the number a source names."),
    ),
    Definition(
        "cascade.people_per_trainer",
        "cascade",
        N_("People reached per trainer"),
        "ratio",
        N_("People reached by the cascade, divided by trainers with part 1 complete, both from records."),
    ),
    Definition(
        "cascade.generations",
        "cascade",
        N_("Generations of the cascade"),
        "generations",
        N_("The highest generation among courses that were held."),
    ),
    Definition("reach.institution_type", "reach", N_("Reach by type of institution"), "attendances", _REGISTER),
    Definition("reach.unit", "reach", N_("Reach by administrative unit"), "attendances", _REGISTER),
    Definition("reach.sex", "reach", N_("Reach by sex"), "attendances", _REGISTER),
    Definition(
        "reach.facilities",
        "reach",
        N_("Laboratories reached"),
        "laboratories",
        N_(
            "Organisations with a facility card from which people of closed registers came; where one has several "
            "facilities, at most all of them. The employer is that of the nomination, else the present one."
        ),
    ),
    Definition(
        "learning.gain",
        "learning",
        N_("Gain between tests before and after"),
        "percent",
        N_(
            "Points of a hundred by which people did better after a course than before it, on average over all who "
            "wrote both tests. A course counts once its results are closed and enough people wrote both."
        ),
    ),
    Definition(
        "learning.behaviour",
        "learning",
        N_("Changed practice after six months"),
        "percent",
        N_(
            "Of the practices that could be seen at the workplace five to ten months after a course, the share that "
            "was done fully, as supervisors and observers saw it. A course counts once that time is over."
        ),
    ),
    Definition(
        "institution.centres",
        "institution",
        N_("Training centres with trainers in post"),
        "centres",
        N_("Training centres in which sources place trainers of a course."),
    ),
    Definition(
        "institution.trainers_in_centres",
        "institution",
        N_("Trainers in post in training centres"),
        "people",
        N_("Trainers whom sources place in training centres, out of those their courses trained."),
    ),
    Definition(
        "institution.curricula",
        "institution",
        N_("Curricula adopted"),
        "curricula",
        N_("Adoptions of a course by a programme."),
    ),
    Definition(
        "legal.obligations", "legal", N_("Obligations covered by national law"), "obligations", "", missing=_OBLIGATIONS
    ),
    Definition(
        "legal.milestones",
        "legal",
        N_("Laws, decrees, bodies and steps of drafting"),
        "milestones",
        N_("Milestones recorded with a source."),
    ),
    Definition("legal.duties", "legal", N_("Bodies with a duty assigned"), "bodies", "", missing=_OBLIGATIONS),
    Definition(
        "resources.facilities",
        "resources",
        N_("Facilities listed and verified"),
        "facilities",
        N_("Cards of facilities that documents or a visit have verified. They are of countries, not of a project."),
    ),
    Definition(
        "resources.handovers",
        "resources",
        N_("Handovers of equipment"),
        "handovers",
        N_("Handovers that sources report."),
    ),
    Definition(
        "resources.items",
        "resources",
        N_("Items handed over"),
        "items",
        N_("Numbers of items that sources state for those handovers. Most handovers have none."),
    ),
    Definition(
        "resources.in_service",
        "resources",
        N_("Equipment in service with a valid certificate"),
        "certificates",
        N_(
            "Items that need a certificate, are in service and have one that holds on the day, out of all that need "
            "one and were not disposed of. Of a project the items of its lots."
        ),
    ),
    Definition("exercises.held", "exercises", N_("Exercises held"), "exercises", N_("Exercises that were held.")),
    Definition(
        "exercises.participants",
        "exercises",
        N_("Participants of exercises"),
        "people",
        N_("Participants that sources state for those exercises."),
    ),
    Definition(
        "exercises.objectives",
        "exercises",
        N_("Objectives of exercises met"),
        "objectives",
        "",
        missing=_EXERCISE_PLANS,
    ),
    Definition(
        "exercises.actions", "exercises", N_("Corrective actions closed"), "actions", "", missing=_EXERCISE_PLANS
    ),
    Definition(
        "sustainability.own_funds",
        "sustainability",
        N_("Courses held without external funding"),
        "percent",
        N_("Of the courses that were held and whose funding is known, the share without external money."),
    ),
    Definition(
        "sustainability.after_project",
        "sustainability",
        N_("Courses held after the project's planned end"),
        "courses",
        N_("Courses that were held after the last day of the project."),
    ),
    *(
        Definition(
            f"sustainability.in_post_{months}",
            "sustainability",
            title,
            "people",
            N_(
                "Trainers who said in the follow-up that they work where they worked when they were trained, out of "
                "all whose time had come; at most also all who were silent or were not asked yet. Only closed "
                "registers of courses for trainers are followed up."
            ),
        )
        for months, title in (
            (12, N_("Trainers in post after 12 months")),
            (24, N_("Trainers in post after 24 months")),
            (36, N_("Trainers in post after 36 months")),
        )
    ),
)

BY_KEY = {d.key: d for d in DEFINITIONS}


def definition(key: str) -> Definition:
    """The indicator with this key. Refuses indicators.unknown_indicator."""
    if key not in BY_KEY:
        raise Refusal(words.UNKNOWN_INDICATOR, field="indicator", indicator=key[:60])
    return BY_KEY[key]
