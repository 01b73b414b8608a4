"""What is refused about competence frameworks, posts, and what people showed."""

from kerege.lib.refusal import N_, RefusalWord

# -- frameworks --------------------------------------------------------------------------------------------------------

FRAMEWORK_LACKS = RefusalWord(
    "capacity.framework_lacks", N_("Something is missing in the framework at %(place)s. Fill it in, and try again.")
)
FRAMEWORK_UNKNOWN = RefusalWord(
    "capacity.framework_unknown", N_("“%(value)s” at %(place)s of the framework is not known. Known are: %(known)s.")
)
FRAMEWORK_TWICE = RefusalWord(
    "capacity.framework_twice",
    N_("“%(key)s” at %(place)s stands in the framework already. Give one of the two another code."),
)
FRAMEWORK_BAD_KEY = RefusalWord(
    "capacity.framework_bad_key",
    N_(
        "“%(key)s” at %(place)s cannot be a code. Begin with a letter or digit; letters, digits, dots, hyphens and _ "
        "follow, 60 at most."
    ),
)
FRAMEWORK_BAD_WEIGHT = RefusalWord(
    "capacity.framework_bad_weight",
    N_("The criticality “%(value)s” at %(place)s is not possible. Write a whole number from 1 to 7."),
)
FRAMEWORK_TOO_LARGE = RefusalWord(
    "capacity.framework_too_large",
    N_("A framework may have %(most)s competences and roles at most; this one has more. Divide it."),
)
FRAMEWORK_NOT_A_DRAFT = RefusalWord(
    "capacity.framework_not_a_draft",
    N_("A published version never changes. Record the new content as another version: “%(version)s” stands."),
    status=409,
)
FRAMEWORK_NOT_PUBLISHED = RefusalWord(
    "capacity.framework_not_published",
    N_("The framework “%(framework)s” has no published version on that day. Publish one, or choose another framework."),
    status=409,
)

# -- posts -------------------------------------------------------------------------------------------------------------

NO_SUCH_ROLE = RefusalWord(
    "capacity.no_such_role",
    N_("The framework has no role “%(role)s”. Choose one of its roles."),
)
NO_SUCH_UNIT = RefusalWord(
    "capacity.no_such_unit",
    N_("The facility has no unit like that. Choose one of its units, or the facility as a whole."),
)
HEADCOUNT = RefusalWord(
    "capacity.headcount",
    N_(
        "%(value)s people in one role of one unit is not possible. Write a whole number from 1 to %(most)s; where "
        "nobody works in the role, end the post."
    ),
)
FTE = RefusalWord(
    "capacity.fte",
    N_(
        "%(value)s full-time equivalents do not fit %(people)s people. Write more than 0 and at most the number of "
        "people, for example 2.5."
    ),
)
SHARE = RefusalWord(
    "capacity.share", N_("%(value)s percent of a full week is not possible. Write a whole number from 1 to 100.")
)
NOBODY_CHOSEN = RefusalWord(
    "capacity.nobody_chosen", N_("Nobody is chosen. Search for a name, and choose one of those who are found.")
)
MORE_NAMED = RefusalWord(
    "capacity.more_named",
    N_("The post has %(people)s people, and as many or more are named already. Correct the number of people first."),
    status=409,
)
HOLDS_ALREADY = RefusalWord(
    "capacity.holds_already", N_("This person is on the post already. Choose somebody else."), status=409
)
POST_ENDED = RefusalWord(
    "capacity.post_ended", N_("This post has ended. Record it anew from the day on which it begins again."), status=409
)
NOT_BEFORE = RefusalWord(
    "capacity.not_before",
    N_("%(day)s lies before the day from which this stands, %(start)s. Choose a later day."),
)

# -- what people showed ------------------------------------------------------------------------------------------------

NO_SUCH_COMPETENCE = RefusalWord(
    "capacity.no_such_competence",
    N_("The framework has no competence “%(competence)s”. Choose one of its competences."),
)
LEVEL = RefusalWord(
    "capacity.level",
    N_("“%(value)s” is no level that can be shown. Choose 0 to 4; for teaching, tick that it was observed as well."),
)
SHOWN_LATER = RefusalWord("capacity.shown_later", N_("%(day)s is still to come. Write the day on which it was shown."))
EXPIRES_EARLIER = RefusalWord(
    "capacity.expires_earlier", N_("It would expire before it was shown. Write a later day, or none.")
)
ONLY_ONESELF = RefusalWord(
    "capacity.only_oneself",
    N_("Only the person gives their own judgement. Choose another kind of evidence."),
    status=403,
)
NOT_ABOUT_ONESELF = RefusalWord(
    "capacity.not_about_oneself",
    N_("About yourself you give your own judgement only. Ask your supervisor or an observer to record the rest."),
    status=403,
)
NOT_YOUR_PEOPLE = RefusalWord(
    "capacity.not_your_people",
    N_("This person works on no post of your organisation. Ask whoever answers for their laboratory."),
    status=403,
)
ONLY_OBSERVES = RefusalWord(
    "capacity.only_observes",
    N_("A master trainer records what was observed and what an examination showed. Choose one of these two."),
    status=403,
)
TEACHING_UNSEEN = RefusalWord(
    "capacity.teaching_unseen",
    N_("That somebody can teach is shown by being observed. Choose “Observed at work”, or leave the tick out."),
)
NO_REFERENCE = RefusalWord(
    "capacity.no_reference", N_("Write the number of the certificate and who issued it, so that others can check it.")
)
CERTIFICATE_NOT_ASKED = RefusalWord(
    "capacity.certificate_not_asked",
    N_("The framework takes no certificates as evidence of this competence. Choose one for which it does."),
)
COUNTED_ALREADY = RefusalWord(
    "capacity.counted_already",
    N_("This certificate counts for this competence already. Withdraw that evidence first, where its level is wrong."),
    status=409,
)
EVIDENCE_WITHDRAWN = RefusalWord(
    "capacity.evidence_withdrawn",
    N_("This evidence was withdrawn already. Nothing more can be done with it."),
    status=409,
)
NO_PERSON = RefusalWord(
    "capacity.no_person",
    N_("Your account belongs to no person's record, so nothing can be kept about you. Ask the focal point to link it."),
    status=409,
)
