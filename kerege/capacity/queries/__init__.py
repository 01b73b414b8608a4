"""Reading capacity, shaped for pages. Every read names its viewer and day; `me` is who acts, for their own teams."""

from kerege.capacity.queries import badges, cases, certificates, course_badges, external, schemes
from kerege.capacity.queries.answers import AgreementLine, AnswerLine, EvidenceLine, OwnAnswer
from kerege.capacity.queries.assessment_lines import AssessmentLine, Choice
from kerege.capacity.queries.assessments import AssessmentPage, assessment, assessments
from kerege.capacity.queries.competence import (
    CompetenceLine,
    HolderLine,
    PersonPage,
    PostPage,
    ShownLine,
    my_page,
    person_page,
    persons_to_show,
    post_page,
)
from kerege.capacity.queries.corrections import ActionPage, action_page, actions
from kerege.capacity.queries.declared import Compared, DeclaredLine, OwnLine, compared, declared_scores, share_of
from kerege.capacity.queries.demand import Demand, DemandLine, demand, demand_of
from kerege.capacity.queries.findings import FoundChoice, FoundLine, ReauditLine, found, found_one, names_of
from kerege.capacity.queries.frameworks import (
    FrameworkLine,
    FrameworkPage,
    framework,
    frameworks,
    known_competences,
    published_frameworks,
)
from kerege.capacity.queries.gaps import ClosedRound
from kerege.capacity.queries.needs import (
    NeedChoice,
    NeedLine,
    NeedsTold,
    need,
    need_chosen,
    needs,
)
from kerege.capacity.queries.needs_of_others import CountryLine as NeedsOfCountry
from kerege.capacity.queries.needs_of_others import others as needs_of_others
from kerege.capacity.queries.needs_of_others import region as needs_of_region
from kerege.capacity.queries.phones import (
    Overtaken,
    PhoneForm,
    Waiting,
    overtaken_answers,
    phone_forms,
    waiting_forms,
)
from kerege.capacity.queries.places import kept_places, own_facilities
from kerege.capacity.queries.policies import PolicyLine, in_force, policies
from kerege.capacity.queries.posts import HeldCompetence, HeldPost, PostLine, double_counted, held, posts
from kerege.capacity.queries.results import ActionLine, FindingLine, ResultPage, files_of, result_page
from kerege.capacity.queries.sets import SetLine, SetPage, question_set, sets
from kerege.capacity.queries.stability import stability
from kerege.capacity.queries.teams import Member
from kerege.records.reading_versions import VersionLine

__all__ = [
    "course_badges",
    "Demand",
    "DemandLine",
    "demand",
    "demand_of",
    "stability",
    "CompetenceLine",
    "HolderLine",
    "PersonPage",
    "PostPage",
    "ShownLine",
    "my_page",
    "person_page",
    "post_page",
    "ActionLine",
    "ActionPage",
    "AgreementLine",
    "AnswerLine",
    "AssessmentLine",
    "AssessmentPage",
    "Choice",
    "ClosedRound",
    "Compared",
    "DeclaredLine",
    "EvidenceLine",
    "FindingLine",
    "FoundChoice",
    "FoundLine",
    "FrameworkLine",
    "FrameworkPage",
    "HeldCompetence",
    "HeldPost",
    "Member",
    "NeedChoice",
    "NeedLine",
    "NeedsOfCountry",
    "NeedsTold",
    "Overtaken",
    "OwnAnswer",
    "OwnLine",
    "PhoneForm",
    "PolicyLine",
    "PostLine",
    "ReauditLine",
    "ResultPage",
    "SetLine",
    "SetPage",
    "VersionLine",
    "Waiting",
    "action_page",
    "actions",
    "assessment",
    "assessments",
    "badges",
    "cases",
    "certificates",
    "compared",
    "declared_scores",
    "double_counted",
    "external",
    "files_of",
    "found",
    "found_one",
    "framework",
    "frameworks",
    "held",
    "in_force",
    "kept_places",
    "known_competences",
    "names_of",
    "need",
    "need_chosen",
    "needs",
    "needs_of_others",
    "needs_of_region",
    "overtaken_answers",
    "own_facilities",
    "persons_to_show",
    "phone_forms",
    "policies",
    "posts",
    "published_frameworks",
    "question_set",
    "result_page",
    "schemes",
    "sets",
    "share_of",
    "waiting_forms",
]
