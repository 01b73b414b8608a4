"""Every place in the program that emits bytes, found in its text, and how a test brings them out.

An address and a command are found by asking the program (outlets.py). What leaves beside them (mail, a line of the log,
a cache entry, a cookie, a header, a file, a connection to another machine) is found here, by reading the code. A place
is named `path::function kind`; one that is not in SITES fails test_sites.py, and so does an entry without a place.
"""

import ast
from collections.abc import Iterator

from tests.house.outlets_of_enrolment import SITES_OF_ENROLMENT
from tests.house.outlets_of_law import SITES_OF_LAW
from tests.house.outlets_of_results import SITES_OF_RESULTS
from tests.house.rule import python
from tests.house.sites_of_curricula import SITES_OF_CURRICULA
from tests.house.sites_of_lti_tool import SITES_OF_LTI_TOOL

CALLED = {
    "mail": {"send_mail", "send_mass_mail", "mail_admins", "mail_managers", "EmailMessage", "EmailMultiAlternatives"},
    "answer": {
        "HttpResponse",
        "JsonResponse",
        "StreamingHttpResponse",
        "FileResponse",
        "HttpResponseBadRequest",
        "HttpResponseForbidden",
        "HttpResponseNotFound",
        "HttpResponseServerError",
    },
    "cookie": {"set_cookie", "set_signed_cookie"},
    "file": {"write_bytes", "write_text", "copyfile", "copytree", "NamedTemporaryFile", "ZipFile"},
    "print": {"print"},
    "connection": {"urlopen", "HTTPConnection", "HTTPSConnection", "create_connection"},
    "command": {"Popen", "check_output", "check_call"},
}
LOGGED = {"debug", "info", "warning", "error", "exception", "critical", "log"}
KEPT = {"set", "add", "set_many", "get_or_set", "aset"}
OF_LOGGERS, OF_CACHES = {"logger", "logging", "log"}, {"cache", "caches"}


def of_text(path: str, text: str) -> Iterator[tuple[str, str]]:
    """The places of one file: `path::function`, and the kind of what leaves there."""
    yield from _below(ast.parse(text), path, ())


def _below(node: ast.AST, path: str, inside: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for child in ast.iter_child_nodes(node):
        named = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        within = (*inside, child.name) if named else inside  # type: ignore[attr-defined]
        for kind in _kinds(child):
            yield f"{path}::{'.'.join(within) or 'module'}", kind
        yield from _below(child, path, within)


def _kinds(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        yield from _of_call(node)
    elif isinstance(node, ast.Assign | ast.AugAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            if isinstance(target, ast.Subscript):
                yield from _of_item(target)


def _of_call(call: ast.Call) -> Iterator[str]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    base = ast.unparse(call.func.value) if isinstance(call.func, ast.Attribute) else ""
    first = base.split(".")[0].split("[")[0]
    yield from (kind for kind, names in CALLED.items() if name in names)
    if first in OF_LOGGERS and name in LOGGED:
        yield "log"
    if first in OF_CACHES and name in KEPT:
        yield "cache"
    if first == "messages" and name in {"success", "info", "warning", "error", "add_message"}:
        yield "notification"
    if base.endswith(("stdout", "stderr", "stdout.buffer")) and name == "write":
        yield "print"
    if (name == "open" and _writes(call)) or (name == "run" and first == "subprocess"):
        yield "file" if name == "open" else "command"


def _writes(call: ast.Call) -> bool:
    """Whether a file is opened for writing; `os.open` with flags counts as one that may."""
    said = [*call.args, *(k.value for k in call.keywords if k.arg == "mode")]
    modes = [a.value for a in said if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    flags = any("O_WRONLY" in ast.unparse(a) or "O_RDWR" in ast.unparse(a) for a in said)
    return flags or any(set(mode) <= set("rwabtx+") and set(mode) & set("wax+") for mode in modes)


def _of_item(target: ast.Subscript) -> Iterator[str]:
    holder = ast.unparse(target.value)
    if holder.endswith("session"):
        yield "session"
    elif isinstance(target.slice, ast.Constant) and isinstance(target.slice.value, str):
        if target.slice.value[:1].isupper() and "environ" not in holder and target.slice.value not in {"ENGINE"}:
            yield "header"


def sites() -> set[str]:
    """Every place of the program, as SITES names it."""
    found = ((site, kind) for path, text in python() for site, kind in of_text(path, text))
    return {f"{site} {kind}" for site, kind in found}


_CLI = "test_leaks_elsewhere.py reads both streams of the command"
_REGISTER = "every address of outlets.py is read with its headers by test_leaks.py"
_PROGRAM = "tests/api/xapi reads what each credential is given"
_PHONE = "tests/web/openrosa reads what each phone is given and told"
_ERRORS = "test_leaks_elsewhere.py asks for hidden records and wrong addresses"
_SESSIONS = "test_leaks_elsewhere.py reads every session that readers leave"
_LOGS = "test_leaks_elsewhere.py reads the log of refused, failing and busy requests"
_OPERATOR = "it repeats a setting, a path or a count to the operator, no record"

SITES: dict[str, str] = {
    "kerege/config/cli/index.py::run print": "numbers, and keys of facilities whose index is wrong",
    "kerege/config/cli/lists.py::_tell print": "errors of the sheet that the operator handed in, to the operator",
    "kerege/config/cli/lists.py::run print": "numbers of rows and names of columns of that sheet, to the operator",
    "kerege/config/cli/erased.py::write_beside file": "digests of uids without a name; tests/config/test_erased.py",
    "kerege/config/cli/forget.py::run print": "numbers of rows by rule; tests/privacy/test_retention.py reads them",
    "kerege/web/delivery/feed.py::answered answer": "tests/web/delivery/test_calendars.py reads it by a signed address",
    "kerege/web/delivery/feed.py::answered header": "a name without any record",
    "kerege/web/delivery/feed.py::renew notification": "one fixed sentence, no record",
    "kerege/web/delivery/views/costs.py::costs notification": "a sentence of the catalogue, nothing of a record",
    "kerege/web/delivery/views/materials.py::_pressed notification": "a sentence of the catalogue, nothing of a record",
    "kerege/web/delivery/views/planning.py::plan notification": "a sentence of the catalogue, nothing of a record",
    "kerege/web/delivery/views/sessions.py::session notification": "a sentence of the catalogue, nothing of a record",
    "kerege/web/delivery/views/staff.py::staff notification": "a sentence of the catalogue, nothing of a record",
    "kerege/web/activities/gatherings/guest.py::_alone header": "two fixed words, no record",
    "kerege/web/conduct/self_check.py::self_check header": "two fixed words, no record",
    "kerege/web/activities/gatherings/letters.py::letters.send mail": "to the guest invited; tests/web/gatherings",
    "kerege/web/exercises/views.py::done notification": "a refusal, which repeats what its reader sent",
    "kerege/web/incidents/untraced.py::untraced.answered header": "two fixed words, no record",
    "kerege/web/learning/keeping.py::part header": "a word of the program, nothing of a record",
    "kerege/web/learning/keeping.py::course answer": "a page of outlets_of_lessons, for lessons open to everybody",
    "kerege/web/learning/keeping.py::pack answer": "a page of outlets_of_lessons, for lessons open to everybody",
    "kerege/web/learning/keeping.py::part answer": "a page of outlets_of_lessons, for lessons open to everybody",
    "kerege/web/learning/keeping.py::manifest answer": "a page of outlets_of_lessons; a name and icons",
    "kerege/web/learning/keeping.py::own answer": "a page of outlets_of_lessons, the reader's own alone",
    "kerege/web/learning/keeping.py::sync answer": "numbers that the reader sent; tests/web/learning",
    "kerege/web/learning/assigning.py::course_learning notification": "a sentence of the catalogue alone",
    "kerege/web/privacy/keeping.py::requests notification": "a sentence of the catalogue, nothing of a record",
    "kerege/web/privacy/mine.py::consent notification": "a sentence of the catalogue, nothing of a record",
    "kerege/web/privacy/listing.py::listing notification": "a sentence of the catalogue, nothing of a record",
    "kerege/training/actions/elearning.py::_unpacked file": "a folder that goes with the call, of a package being read",
    **SITES_OF_LAW,
    "kerege/web/content/playing.py::_around answer": "a signed address and no record: tests/web/content",
    "kerege/web/content/playing.py::_file answer": "a file of a package for its signed address: tests/web/content",
    "kerege/web/content/playing.py::_file header": "sizes and types of a file of a package: tests/web/content",
    "kerege/web/content/playing.py::_script answer": "three scripts of the program, nothing of a record",
    "kerege/web/content/playing.py::_script header": "three scripts of the program, nothing of a record",
    "kerege/web/content/playing.py::_with_headers header": "the policy of the content host, nothing of a record",
    "kerege/web/authoring/writing.py::write answer": "a digest or a refusal, for whoever keeps it: tests/web/curricula",
    "kerege/web/exams/own.py::answers answer": "when the reader's own answer was saved: tests/web/exams",
    "kerege/web/exams/pictures.py::picture answer": "a picture for who sits, while they sit: tests/web/exams",
    "kerege/web/exams/pictures.py::picture header": "a word of the program, nothing of a record",
    "kerege/web/bank/exporting.py::as_qti answer": "a question for whoever keeps it: tests/web/bank",
    "kerege/web/bank/exporting.py::_answered answer": "questions for whoever keeps them: tests/web/bank",
    "kerege/web/bank/exporting.py::_answered header": "the name of a file, for whoever keeps it: tests/web/bank",
    "kerege/web/bank/exporting.py::as_qti header": "the name of a file, for whoever keeps it: tests/web/bank",
    **dict.fromkeys(
        (
            *(f"kerege/web/bank/editing.py::{each} notification" for each in ("new_item", "edit_item")),
            "kerege/web/bank/views.py::item notification",
            "kerege/web/bank/importing.py::_say notification",
        ),
        "a sentence of the catalogue or numbers, nothing of a record",
    ),
    **SITES_OF_ENROLMENT,
    **SITES_OF_CURRICULA,
    **SITES_OF_LTI_TOOL,
    **SITES_OF_RESULTS,
    "kerege/web/packages/views.py::_after notification": "fixed sentences, with names from the file just handed in",
    "kerege/web/packages/views.py::package notification": "a sentence of the catalogue, nothing of a record",
    "kerege/web/player/views.py::commits answer": "a number, for whoever sent something: tests/web/packages",
    "kerege/web/player/views.py::preview_window answer": "a package for whoever keeps it: tests/web/packages",
    "kerege/web/player/views.py::window answer": "the reader's own registration: tests/web/packages",
    "kerege/training/actions/packs.py::_taken file": "a folder that goes with the call, of a package being read",
    "kerege/web/packs/views.py::_after notification": "a sentence of the catalogue, nothing of a record",
    "kerege/web/packs/views.py::pack_file answer": "a package for those who may take it: tests/web/packs",
    "kerege/web/packs/views.py::pack_file header": "a package for those who may take it: tests/web/packs",
    "kerege/web/privacy/mine.py::take answer": "the own data of whoever asked: tests/privacy/test_taking.py",
    "kerege/web/privacy/mine.py::take header": "the own data of whoever asked: tests/privacy/test_taking.py",
    "kerege/web/privacy/taking.py::packed file": "a file in memory, answered by `take`: tests/privacy/test_taking.py",
    "kerege/api/answering.py::answering.answered header": _REGISTER,
    "kerege/api/dcat/views.py::catalogue answer": _REGISTER,
    "kerege/api/ogc/answering.py::told answer": _REGISTER,
    "kerege/api/feeds.py::events answer": _REGISTER,
    "kerege/api/feeds.py::offers_and_requests answer": _REGISTER,
    "kerege/api/mail.py::send mail": "test_leaks_elsewhere.py reads the letters of every focal point",
    "kerege/api/certificate_mail.py::remind_holders mail": "fixed sentences and a day, no record",
    "kerege/api/followup_mail.py::ask_trainers mail": "fixed sentences and a one-time link, no record",
    "kerege/api/course_mail.py::_send mail": "the title of a course, to whoever has a part in it",
    "kerege/api/exam_mail.py::_send mail": "to each person of an exam: tests/training/test_exam_telling.py",
    "kerege/api/help_mail.py::_tell mail": "tests/inventory/test_ending.py reads all of it",
    "kerege/web/account/programs.py::ProgramsMiddleware.__call__ header": "fixed texts, no record",
    "kerege/api/problems.py::problem header": "in how many seconds to try again",
    "kerege/api/problems.py::problem answer": _ERRORS,
    "kerege/config/cli/accounts.py::_end_sessions print": _OPERATOR,
    "kerege/config/cli/accounts.py::_recover print": "a link to whoever sits at the machine, to hand to its owner",
    "kerege/config/cli/alone.py::alone file": "an empty file that stands for a lock",
    "kerege/config/cli/audit.py::_anchor print": "numbers and hashes of acts, no record",
    "kerege/config/cli/audit.py::_hold_against print": "numbers and hashes of acts, no record",
    "kerege/config/cli/audit.py::_key print": "the public key of the node, which everybody may have",
    "kerege/config/cli/audit.py::_verify print": "numbers and hashes of acts, no record",
    "kerege/config/cli/bring.py::run print": _CLI,
    "kerege/config/cli/scores.py::run print": _CLI,
    "kerege/config/cli/check.py::run print": _OPERATOR,
    "kerege/config/cli/closing.py::run print": _OPERATOR,
    "kerege/config/cli/copies.py::_backup print": _OPERATOR,
    "kerege/config/cli/copies.py::_move print": _OPERATOR,
    "kerege/config/cli/copies.py::_restore print": _OPERATOR,
    "kerege/config/cli/copies.py::_tell print": _OPERATOR,
    "kerege/config/cli/copies.py::say_lost print": "where a lost file should be, by the digest of its content",
    "kerege/config/cli/certificates.py::run print": _OPERATOR,
    "kerege/config/cli/certificates.py::_verify print": _OPERATOR,
    "kerege/config/cli/certificates.py::_bundle print": _OPERATOR,
    "kerege/config/cli/keys.py::_factors print": _OPERATOR,
    "kerege/config/cli/keys.py::_lti print": "public keys alone; tests/upkeep/test_lti_keys.py reads it",
    "kerege/web/lti/signing.py::key_set answer": "public keys alone; tests/upkeep/test_lti_keys.py reads it",
    "kerege/config/cli/keys.py::_issuing print": "public keys alone; tests/upkeep/test_issuing_keys.py reads it",
    "kerege/config/cli/parser.py::_run file": "it opens the null device after a broken pipe",
    "kerege/config/cli/parser.py::_run print": _OPERATOR,
    "kerege/config/cli/parser.py::_unusable print": _OPERATOR,
    "kerege/config/cli/parser.py::main print": _OPERATOR,
    "kerege/config/cli/serve.py::_back_up_first print": _OPERATOR,
    "kerege/config/cli/serve.py::_collect_static print": _OPERATOR,
    "kerege/config/cli/serve.py::_print_accounts print": "the accounts of the example world, which are nobody's",
    "kerege/config/cli/serve.py::_seal_factors print": "how many second factors, and nobody's",
    "kerege/config/cli/serve.py::_serve_only print": _OPERATOR,
    "kerege/config/cli/serve.py::prepare print": "names of data folders and how many rows were in them",
    "kerege/config/cli/serve.py::run print": _OPERATOR,
    "kerege/config/cli/serving.py::_say_ready connection": "it asks this node for its first page and reads no answer",
    "kerege/config/cli/serving.py::_say_ready print": _OPERATOR,
    "kerege/config/cli/speaking.py::complain print": _CLI,
    "kerege/config/cli/take.py::run file": _CLI,
    "kerege/config/cli/take.py::run print": _CLI,
    "kerege/config/cli/tell.py::run print": _CLI,
    "kerege/config/cli/forgetting_class.py::running file": "an empty file whose lock says that a class runs",
    "kerege/config/cli/forgetting_class.py::stopped file": "an empty file whose lock says that a class runs",
    "kerege/config/cli/catalogue.py::_check print": _OPERATOR,
    "kerege/config/cli/catalogue.py::_load print": _OPERATOR,
    "kerege/config/cli/bank.py::_check print": _OPERATOR,
    "kerege/config/cli/bank.py::_import print": _OPERATOR,
    "kerege/config/cli/bank.py::_tell print": _OPERATOR,
    "kerege/config/cli/bank.py::_export print": _OPERATOR,
    "kerege/config/cli/bank.py::_export file": "questions for whoever keeps them: tests/web/bank",
    "kerege/config/cli/elearning.py::_check print": _OPERATOR,
    "kerege/config/cli/elearning.py::_import print": _OPERATOR,
    "kerege/config/cli/toolkit.py::_attach print": _OPERATOR,
    "kerege/config/cli/toolkit.py::_export print": _OPERATOR,
    "kerege/config/cli/toolkit.py::_import print": _OPERATOR,
    "kerege/config/cli/toolkit.py::_tell print": _OPERATOR,
    "kerege/config/cli/toolkit.py::run print": _OPERATOR,
    "kerege/config/cli/toolkit.py::_trust print": _OPERATOR,
    "kerege/config/cli/class_server.py::_export print": _OPERATOR,
    "kerege/config/cli/class_server.py::_import print": _OPERATOR,
    "kerege/config/cli/class_server.py::_prepared print": _OPERATOR,
    "kerege/config/cli/class_server.py::_roster print": _OPERATOR,
    "kerege/config/cli/class_server.py::_run print": _OPERATOR,
    "kerege/config/cli/class_server.py::_wipe print": _OPERATOR,
    "kerege/config/cli/work.py::run print": _OPERATOR,
    "kerege/config/cli/work.py::work_until log": "which job failed, by its key",
    "kerege/config/nightly.py::back_up log": "where a lost file should be, by the digest of its content",
    "kerege/config/replica/middleware.py::ReplicaMiddleware._again log": "one fixed sentence, no record",
    "kerege/config/replica/middleware.py::ReplicaMiddleware._remember cookie": "a place in a log of the database",
    "kerege/config/replica/watch.py::Watch.look log": "how far the replica is behind, no record",
    "kerege/config/secret.py::kept_in file": "the key of the sessions, which is made and is no record",
    "kerege/jobs/actions/mailing.py::_message mail": "a letter that the sender of it has registered here",
    "kerege/jobs/actions/mailing.py::_not_sent log": "the uid of a letter and what the mail server said",
    "kerege/jobs/actions/running.py::_run log": "which job failed, by its key",
    "kerege/lib/archives.py::Archive.__init__ file": "it reads a ZIP that somebody brings, and writes none",
    "kerege/lib/files.py::written file": "whatever a command was told to write; each command is in commands.COMMANDS",
    "kerege/lib/images.py::redrawn command": "a picture that somebody brings, to a process of this program",
    "kerege/lib/outgoing.py::_Connection.connect connection": "the one door outwards; tests/lib reads what it refuses",
    "kerege/lib/redraw.py::main print": "a drawn picture, to the process that asked for it",
    "kerege/records/keeping.py::kept_until_written cache": "test_leaks_elsewhere.py reads every entry of the cache",
    "kerege/upkeep/queries/standing.py::guard log": "a number and a verb; tests/upkeep/test_standing.py reads the line",
    "kerege/upkeep/actions/backup.py::_seal_keys file": "the keys of the node, sealed by a pass phrase",
    "kerege/upkeep/actions/unpacking.py::_new_file file": "a backup that is brought back, to where it came from",
    "kerege/upkeep/actions/anchoring.py::send_anchor mail": "numbers and hashes of acts, no record",
    "kerege/web/account/adapter.py::ClosedSignup.add_message notification": "sentences about the reader's own account",
    "kerege/web/account/adapter.py::ClosedSignup.send_notification_mail mail": "letters about the reader's own account",
    "kerege/web/account/entrance.py::accept notification": "a greeting, without any record",
    "kerege/web/account/language.py::letters notification": "fixed sentences about the reader's own account",
    "kerege/web/account/letters.py::send mail": "letters about the reader's own account, by tests/web/account",
    "kerege/web/account/sessions.py::SessionLimits._ends notification": "it says that the session was over",
    "kerege/web/account/sessions.py::SessionLimits.__call__ header": "two fixed words, no record",
    "kerege/web/account/sessions.py::begin session": "times of day and whether a role wants a second factor",
    "kerege/web/account/sessions.py::sign_out header": "two fixed words, no record",
    "kerege/web/evaluation/say.py::_answered cookie": "which askings this device answered, signed, and not how",
    "kerege/web/account/sessions.py::told_of_new_device cookie": "the account's own uid, signed",
    "kerege/web/account/sso/arriving.py::_to_confirm session": "the reader's own identity, for ten minutes",
    "kerege/web/account/sso/identities.py::confirm notification": "a fixed sentence about the reader's own account",
    "kerege/web/account/sso/identities.py::unlink notification": "a fixed sentence about the reader's own account",
    "kerege/web/account/sso/saml.py::_remember cache": "the digest of an assertion's number",
    "kerege/web/account/sso/views.py::consume cache": "what a provider said, for two minutes and whoever asked it",
    "kerege/web/account/sso/views.py::metadata answer": "addresses of this node, no record",
    "kerege/web/people/entrance.py::_told notification": "it says what was done, without a name",
    "kerege/web/people/entrance.py::invitations notification": "it says what was done, without a name",
    "kerege/web/shell/middleware.py::too_many header": "only a number of seconds",
    "kerege/web/shell/proving.py::wait_if_locked header": "only a number of seconds",
    "kerege/web/content/serving.py::_answer answer": "tests/web/content reads who may fetch which file",
    "kerege/web/content/serving.py::_answer header": "tests/web/content reads the headers of files",
    "kerege/web/content/serving.py::_with_headers header": "tests/web/content reads the headers of files",
    "kerege/web/content/serving.py::told answer": "a refusal in words, which tests/web/content reads",
    "kerege/inventory/actions/importing/progress.py::told_progress cache": "how many rows are ready, no record",
    "kerege/inventory/actions/importing/progress.py::told_progress.told cache": "how many rows are ready, no record",
    "kerege/web/credentials/bundle.py::bundle file": "tests/web/credentials unpacks it and reads what is inside",
    "kerege/web/credentials/machine.py::_told answer": "the addresses under badges/ in outlets.ROUTES",
    "kerege/web/credentials/machine.py::_told header": "a digest of what is public",
    "kerege/web/credentials/mine.py::mine notification": "fixed sentences, no record",
    "kerege/web/credentials/offline/verify.py::main print": "it repeats the file that it was given",
    "kerege/web/inventory/imports/views.py::facility_form answer": "questions and vocabularies, no record",
    "kerege/web/inventory/imports/views.py::facility_form header": "a fixed name, no record",
    "kerege/web/account/devices.py::devices notification": "one fixed sentence, no record",
    "kerege/lrs/actions/forwarding.py::_hand_on log": "one fixed sentence and the code of a refusal",
    "kerege/api/cmi5/door.py::_json answer": "tests/api/cmi5 reads what a unit is given, of its own session alone",
    "kerege/api/cmi5/door.py::_shared header": "fixed texts, and the host that the unit itself came from",
    "kerege/api/cmi5/door.py::fetch answer": "an empty answer to a browser that asks what it may send",
    "kerege/api/cmi5/door.py::put_statement answer": "an empty answer: it says that a statement was kept",
    "kerege/api/cmi5/door.py::resource answer": "an empty answer to a browser that asks what it may send",
    "kerege/web/account/programs.py::ProgramsMiddleware._acting header": "one fixed text about keeping answers",
    "kerege/web/cmi5/tools.py::for_tools.told answer": "tests/web/cmi5 reads what each account is told",
    "kerege/web/cmi5/participants.py::participants notification": "one fixed sentence, no record",
    "kerege/web/content/ended.py::over answer": "one fixed sentence in the language of the address",
    "kerege/api/xapi/documents.py::_keep answer": "an empty answer: it says that a document was kept",
    "kerege/api/xapi/documents.py::documents_of.delete answer": "an empty answer: it says that a document is gone",
    "kerege/api/xapi/documents.py::documents_of.get answer": _PROGRAM,
    "kerege/api/xapi/documents.py::documents_of.get header": "the hash and the date of what the same answer holds",
    "kerege/api/xapi/door.py::refused header": "names of the methods that a resource answers",
    "kerege/api/xapi/door.py::_shared header": "fixed texts: the version of a protocol, and that any host may ask",
    "kerege/api/xapi/door.py::resource.view answer": "an empty answer to a browser that asks what it may send",
    "kerege/api/xapi/lookups.py::_json answer": _PROGRAM,
    "kerege/api/xapi/statements.py::_answer answer": _PROGRAM,
    "kerege/api/xapi/statements.py::_json answer": "the ids of the statements that were just sent",
    "kerege/api/xapi/statements.py::_one header": "the date of the statement that the same answer holds",
    "kerege/api/xapi/statements.py::get header": "the newest date of the statements that the same answer holds",
    "kerege/api/xapi/statements.py::put answer": "an empty answer: it says that a statement was kept",
    "kerege/web/openrosa/basic.py::for_devices.told header": "one fixed text, which asks for a password",
    "kerege/web/openrosa/views.py::form answer": _PHONE,
    "kerege/web/openrosa/views.py::submission answer": "an empty answer: it says how much may be sent",
    "kerege/web/openrosa/views.py::submission header": "the address that was asked",
    "kerege/web/openrosa/xforms.py::xform_of log": "one fixed sentence and the code of a refusal",
    "kerege/web/shell/openrosa.py::openrosa_answer answer": _PHONE,
    "kerege/web/shell/openrosa.py::with_headers header": "the version of a protocol, a date and a size",
    "kerege/web/capacity/sets.py::_load notification": "types and rows of the form that was handed in, to whoever did",
    "kerege/web/capacity/device.py::_brought answer": "what became of the answers that were sent, and a count",
    "kerege/web/capacity/device.py::_pages answer": _REGISTER,
    "kerege/web/practice/device.py::_brought answer": "what became of the events that were sent, by their numbers",
    "kerege/web/practice/device.py::_pages answer": _REGISTER,
    "kerege/web/practice/cards.py::cards answer": _REGISTER,
    "kerege/web/practice/cards.py::cards header": "a fixed name and the codes of languages, no record",
    "kerege/web/practice/marking.py::_post notification": "one fixed sentence, no record",
    "kerege/web/practice/planning.py::_post notification": "one fixed sentence, no record",
    "kerege/web/capacity/device.py::key answer": "the own key of whoever asks; tests/web/capacity/test_device_pages.py",
    "kerege/web/capacity/answering.py::_further notification": "one of two fixed sentences, no record",
    "kerege/web/capacity/answering.py::evidence notification": "one fixed sentence, no record",
    "kerege/web/inventory/imports/views.py::do notification": "only how many rows were decided",
    "kerege/web/equipment/keeping.py::agree notification": "one of two fixed sentences, no record",
    "kerege/web/equipment/keeping.py::testers notification": "one fixed sentence, no record",
    "kerege/web/inventory/keeping.py::confirm_facility notification": "one fixed sentence, no record",
    "kerege/web/centres/keeping.py::call_off notification": "one fixed sentence, no record",
    "kerege/web/centres/keeping.py::_answered notification": "fixed sentences, or what its keeper may read",
    "kerege/web/statements/views.py::programs notification": "one fixed sentence, no record",
    "kerege/web/references/views.py::associations notification": "one fixed sentence, no record",
    "kerege/web/references/views.py::end notification": "one fixed sentence, no record",
    "kerege/web/references/views.py::functions notification": "one fixed sentence, no record",
    "kerege/web/jobs/views.py::run notification": "one fixed sentence, no record",
    "kerege/web/jobs/views.py::send notification": "one fixed sentence, no record",
    "kerege/web/health/state.py::now log": "one of four fixed words, no record",
    "kerege/web/health/views.py::_nothing answer": "one fixed sentence, no record",
    "kerege/web/health/views.py::alive answer": "one fixed word, no record",
    "kerege/web/health/views.py::metrics answer": "figures about the program; tests/web/health reads their labels",
    "kerege/web/health/views.py::ready answer": "one fixed word, or what the operator has to mend",
    "kerege/web/people/handing.py::_told notification": "whether a mail went out, no record",
    "kerege/web/people/handing.py::withdraw_handover notification": "one fixed sentence, no record",
    "kerege/web/helping/letters.py::tell log": "one fixed sentence, no record",
    "kerege/web/helping/letters.py::tell mail": "tests/web/helping/test_helping_pages.py reads all of it",
    "kerege/web/people/letters.py::tell_follower log": "one fixed sentence, no record",
    "kerege/web/privacy/noticing.py::_write mail": "tests/privacy/test_bulk_notice.py reads all of it",
    "kerege/web/people/letters.py::tell_follower mail": "tests/web/people/test_handover_pages.py reads all of it",
    "kerege/web/sharing/views.py::view_as session": _SESSIONS,
    "kerege/web/finding/views.py::tile answer": _REGISTER,
    "kerege/web/shell/exports.py::attached answer": _REGISTER,
    "kerege/web/shell/exports.py::attached header": _REGISTER,
    "kerege/web/shell/fresh.py::_page header": "its own address again, which the reader asked",
    "kerege/web/shell/headers.py::HeadersMiddleware.__call__ header": _REGISTER,
    "kerege/web/shell/headers.py::_limit_keeping header": _REGISTER,
    "kerege/web/shell/proving.py::matching_factor cache": "test_leaks_elsewhere.py reads every entry of the cache",
    "kerege/web/shell/security.py::security_txt answer": "the address for reports, which the operator set",
    "kerege/web/shell/limits.py::LimitsMiddleware.__call__ header": _REGISTER,
    "kerege/web/shell/requests.py::RequestMiddleware.__call__ header": "the number of the request, which is random",
    "kerege/web/shell/requests.py::fault answer": _LOGS,
    "kerege/web/shell/middleware.py::_unwritable log": _LOGS,
    "kerege/web/shell/middleware.py::answered header": _ERRORS,
    "kerege/web/shell/middleware.py::problem answer": _ERRORS,
    "kerege/web/shell/views.py::remember session": _SESSIONS,
}
