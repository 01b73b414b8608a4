"""What is refused of a statement and of the body in which it came. `where` is the path of the property."""

from kerege.lib.refusal import N_, RefusalWord

NOT_JSON = RefusalWord(
    "lrs.not_json", N_("The body is no JSON that can be read, near character %(at)s. Send UTF-8."), 400
)
TWICE = RefusalWord("lrs.property_twice", N_("The property “%(where)s” stands twice in one object. Send it once."), 400)
NULL = RefusalWord("lrs.null", N_("“%(where)s” is null. Leave the property out where it has no value."), 400)
TYPE = RefusalWord("lrs.type", N_("“%(where)s” must be of the JSON type %(type)s."), 400)
MISSING = RefusalWord("lrs.missing", N_("“%(where)s” is missing. Add it."), 400)
UNKNOWN = RefusalWord(
    "lrs.unknown_property",
    N_("“%(where)s” is no property that this version of xAPI knows. Check the spelling; capital letters count."),
    400,
)
VALUE = RefusalWord("lrs.value", N_("“%(where)s” must be one of these: %(allowed)s."), 400)
FORM = RefusalWord("lrs.form", N_("“%(where)s” is not in the form that it must have: %(form)s."), 400)
IDENTIFIED = RefusalWord(
    "lrs.identified",
    N_("“%(where)s” must have exactly one of mbox, mbox_sha1sum, openid and account; it has %(count)s."),
    400,
)
NO_MEMBERS = RefusalWord(
    "lrs.no_members", N_("“%(where)s” is a group without a name of its own: list its members."), 400
)
RANGE = RefusalWord("lrs.range", N_("“%(where)s” must lie between %(least)s and %(most)s."), 400)
ONLY_ACTIVITY = RefusalWord(
    "lrs.only_activity", N_("“%(where)s” may stand only in a statement whose object is an activity."), 400
)
NO_INTERACTION = RefusalWord(
    "lrs.no_interaction", N_("“%(where)s” does not go with the interactionType “%(kind)s” of the activity."), 400
)
SAME_ID = RefusalWord("lrs.same_id", N_("Two components of “%(where)s” have the same id. Give each its own."), 400)
VOIDS_NOTHING = RefusalWord(
    "lrs.voids_nothing", N_("The object of a voiding statement must be a StatementRef; see “%(where)s”."), 400
)
AUTHORITY_GROUP = RefusalWord(
    "lrs.authority_group",
    N_("“%(where)s” may be a group only of exactly two agents and without a name of its own."),
    400,
)
TWICE_IN_BATCH = RefusalWord(
    "lrs.twice_in_batch", N_("The id %(id)s stands in more than one statement of the batch. Nothing was kept."), 400
)
OTHER_ID = RefusalWord("lrs.other_id", N_("The id in the statement is not the statementId of the address."), 400)
CONFLICT = RefusalWord(
    "lrs.conflict",
    N_("A statement with the id %(id)s is kept already and says something else. Nothing was changed."),
    409,
)
EMPTY = RefusalWord("lrs.empty", N_("The body has no statement. Send one statement, or a list of them."), 400)
ONE_ONLY = RefusalWord("lrs.one_only", N_("PUT takes one statement. Send lists by POST."), 400)
MANY = RefusalWord("lrs.too_many", N_("A batch has at most %(most)s statements. Send them in several."), 413)
LONG = RefusalWord("lrs.too_long", N_("A statement has at most %(most)s bytes without its attachments."), 413)
TOO_LARGE = RefusalWord("lrs.too_large", N_("A body has at most %(most)s bytes. Send fewer statements at once."), 413)

BAD_PARTS = RefusalWord(
    "lrs.bad_parts", N_("The body is no multipart/mixed that can be read: %(what)s is missing or not right."), 400
)
NO_PART = RefusalWord(
    "lrs.no_part", N_("The attachment %(sha2)s has neither a part in the body nor a fileUrl. Send one of them."), 400
)
EXTRA_PART = RefusalWord("lrs.extra_part", N_("A part of the body (%(sha2)s) belongs to no statement of it."), 400)
OTHER_HASH = RefusalWord("lrs.other_hash", N_("The content of a part does not have the hash %(sha2)s."), 400)
BAD_SIGNATURE = RefusalWord(
    "lrs.bad_signature", N_("The signature of the statement does not hold: %(what)s. Sign it anew."), 400
)
