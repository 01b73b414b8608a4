"""Tables of the ground and of libraries that hold data about people; they cannot declare it themselves."""

from kerege.records.personal import ACCOUNT, ELSEWHERE, PSEUDONYM, TRACES_ELSEWHERE, Erased, Personal, Trace

ELSEWHERE["journal.Act"] = Personal(
    "",
    PSEUDONYM,
    "journal",
    ("actor", "about", "at", "word", "facts"),
    Erased.KEPT,
    other=("seq", "node", "prev", "hash"),
    why="the chain has to stay whole; without the key nobody can tell whose pseudonym it was",
)
ELSEWHERE["journal.Tried"] = Personal(
    "", PSEUDONYM, "journal", ("content", "at"), Erased.DELETED, other=("seq", "salt")
)
ELSEWHERE["account.EmailAddress"] = Personal(
    "user", ACCOUNT, "account", ("email", "verified", "primary"), Erased.DELETED
)
ELSEWHERE["account.EmailConfirmation"] = Personal(
    "email_address__user", ACCOUNT, "account", ("created", "sent", "key"), Erased.DELETED
)
ELSEWHERE["sessions.Session"] = Personal(
    "", ACCOUNT, "sign_in", ("session_key", "session_data", "expire_date"), Erased.DELETED
)
ELSEWHERE["mfa.Authenticator"] = Personal(
    "user", ACCOUNT, "sign_in", ("type", "data", "created_at", "last_used_at"), Erased.DELETED
)
ELSEWHERE["usersessions.UserSession"] = Personal(
    "user",
    ACCOUNT,
    "sign_in",
    ("created_at", "ip", "last_seen_at", "session_key", "user_agent", "data"),
    Erased.DELETED,
)
ELSEWHERE["socialaccount.SocialAccount"] = Personal(
    "user",
    ACCOUNT,
    "sign_in",
    ("provider", "uid", "extra_data", "date_joined", "last_login"),
    Erased.DELETED,
)
ELSEWHERE["socialaccount.SocialToken"] = Personal(
    "account__user", ACCOUNT, "sign_in", ("token", "token_secret", "expires_at"), Erased.DELETED, other=("app",)
)

TRACES_ELSEWHERE["journal.Act"] = {"actor": Trace.PSEUDONYM, "about": Trace.PSEUDONYM}
TRACES_ELSEWHERE["atlas.Name"] = {"subject_uid": Trace.NOBODY}  # places, bodies, terms: people are not named there
TRACES_ELSEWHERE["atlas.StandardCitation"] = {"cited_by_uid": Trace.NOBODY}  # courses, checklists, curricula
TRACES_ELSEWHERE["files.StoredFile"] = {"about": Trace.NOBODY}  # kept for pages and organisations
