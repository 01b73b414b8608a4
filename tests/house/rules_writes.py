"""Who may write, and who may read past the query layer."""

import ast
import re
from collections.abc import Iterator

from tests.house.rule import Rule, calls, functions, nodes, parsed

WRITES = {"save", "create", "bulk_create", "bulk_insert", "bulk_update", "get_or_create", "update_or_create"}
OF_QUERYSETS = {"objects", "filter", "exclude", "all", "seen_by", "inside_action", "select_for_update", "order_by"}
PAST_THE_LAYER = {"_base_manager", "_default_manager", "RawSQL"}
CALLED_PAST_THE_LAYER = {"raw", "extra", "cursor"}
ONLY_ACTIONS = {"inside_action", "checking", "writing"}
GROUND = ("kerege/records/", "kerege/journal/")


def is_action(path: str) -> bool:
    return path.endswith("/actions.py") or "/actions/" in path


def is_python(path: str) -> bool:
    return path.startswith("kerege/") and path.endswith(".py") and "/migrations/" not in path


def _above_ground(path: str) -> bool:
    return is_python(path) and not is_action(path) and not path.startswith((*GROUND, "kerege/lib/"))


def _links(node: ast.expr) -> Iterator[str]:
    """The names in a chain such as `Course.objects.filter(…)`, last first."""
    while True:
        if isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Attribute):
            yield node.attr
            node = node.value
        else:
            if isinstance(node, ast.Name):
                yield node.id
            return


def _writes(_: str, text: str) -> Iterator[str]:
    for call, name in calls(text):
        if not isinstance(call.func, ast.Attribute) or "super" in _links(call.func.value):
            continue
        chain = set(_links(call.func.value))
        only_keywords = bool(call.keywords) and not call.args
        if (
            name in WRITES
            or (name == "update" and (chain & OF_QUERYSETS or only_keywords))
            or (name == "delete" and not call.args)
        ):
            yield f"line {call.lineno}: .{name}() outside an action"


def _past_the_layer(_: str, text: str) -> Iterator[str]:
    for node in nodes(text):
        name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
        called = node.func if isinstance(node, ast.Call) else None
        if name in PAST_THE_LAYER or (isinstance(called, ast.Attribute) and called.attr in CALLED_PAST_THE_LAYER):
            name = name or called.attr  # type: ignore[union-attr]
            yield f"line {node.lineno}: {name} reads or writes past the query layer"


def _only_actions(_: str, text: str) -> Iterator[str]:
    for call, name in calls(text):
        if name in ONLY_ACTIONS:
            yield f"line {call.lineno}: {name}() belongs to actions"


def _acts(_: str, text: str) -> Iterator[str]:
    for call, name in calls(text):
        if name in {"act", "record_once"}:
            yield f"line {call.lineno}: {name}() belongs to actions"


def _action_shape(_: str, text: str) -> Iterator[str]:
    top = [node for node in parsed(text).body if isinstance(node, ast.FunctionDef)]
    for function in (f for f in top if not f.name.startswith("_")):
        named = [a.arg for a in function.args.kwonlyargs]
        if function.args.args or function.args.posonlyargs or named[:1] != ["by"]:
            yield f"{function.name}: an action takes keyword-only arguments, `by` first"
        docstring = ast.get_docstring(function) or ""
        if not re.search(r"\b[Rr]efuse[sd]?\b", docstring):
            yield f"{function.name}: its docstring does not say what it refuses"
        for word in _raised(function):
            if word not in docstring:
                yield f"{function.name}: raises {word.strip('.')} without saying so"


def _raised(function: ast.FunctionDef) -> Iterator[str]:
    """`.no_date` for `Refusal(words.NO_DATE, …)`: codes end with their constant's name in small letters."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refusal" and node.args:
            word = node.args[0]
            name = word.attr if isinstance(word, ast.Attribute) else word.id if isinstance(word, ast.Name) else ""
            if name.isupper():
                yield f".{name.lower()}"


def _clock(_: str, text: str) -> Iterator[str]:
    for call, name in calls(text):
        if name in {"today", "now", "utcnow", "localdate"} or (
            name == "random" and isinstance(call.func, ast.Attribute)
        ):
            yield f"line {call.lineno}: {name}() — the day is an argument here"


def _long_functions(_: str, text: str) -> Iterator[str]:
    for function in functions(text):
        body = function.body[1:] if ast.get_docstring(function) and function.body[1:] else function.body
        length = (function.end_lineno or 0) - body[0].lineno + 1
        if length > 50:
            yield f"{function.name} has {length} lines below its docstring, 50 are allowed"


COUNTRIES = {"KAZ", "KGZ", "TJK", "UZB", "TKM", "MNG", "AFG", "PAK", "GEO", "ARM", "AZE"}


def _country_switch(_: str, text: str) -> Iterator[str]:
    for node in nodes(text):
        if isinstance(node, ast.Compare):
            for side in [node.left, *node.comparators]:
                if isinstance(side, ast.Constant) and str(side.value).upper() in COUNTRIES:
                    yield f"line {node.lineno}: compares with {side.value!r}; what is special to a country is data"


def _environment(_: str, text: str) -> Iterator[str]:
    for node in nodes(text):
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}:
            yield f"line {node.lineno}: reads the environment; settings come from kerege.config.environment"


def _glued_messages(_: str, text: str) -> Iterator[str]:
    for call, name in calls(text):
        if name not in {"gettext", "gettext_lazy", "N_", "ngettext", "pgettext", "_"} or not call.args:
            continue
        message = call.args[0]
        if isinstance(message, ast.JoinedStr | ast.BinOp) or (
            isinstance(message, ast.Call) and isinstance(message.func, ast.Attribute) and message.func.attr == "format"
        ):
            yield f"line {call.lineno}: a message is one constant with %(name)s places"
        if isinstance(message, ast.Constant) and re.search(r"%[sd]", str(message.value)):
            yield f"line {call.lineno}: %s has no name; translators need one"


def _suppressions(_: str, text: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), start=1):
        if re.search(r"#\s*noqa\b", line) and not re.search(r"#\s*noqa: [A-Z0-9, ]+ - \w", line):
            yield f"line {number}: noqa without code and reason"
        if re.search(r"#\s*type:\s*ignore(?!\[)", line):
            yield f"line {number}: type: ignore without a code"


PAGE, QUERIES, ACTIONS, RULES = (
    "kerege/web/law/views.py",
    "kerege/law/queries.py",
    "kerege/law/actions.py",
    "kerege/law/rules.py",
)

RULES_OF_WRITING = [
    Rule(
        name="only actions write",
        why="Whatever changes a record has an acting person, a refusal and an act in the journal.",
        applies=_above_ground,
        find=_writes,
        good=[
            (PAGE, "law.record_milestone(by=actor, owner='KAZ')"),
            (PAGE, "seen = {}\nseen.update(other)"),
            (ACTIONS, "Milestone.objects.create(owner=owner)"),
            ("kerege/people/models/account.py", "class A:\n    def save(self):\n        super().save()"),
        ],
        bad=[
            (PAGE, "Milestone.objects.create(owner='KAZ')"),
            (PAGE, "form.save()"),
            (QUERIES, "Milestone.objects.filter(owner='KAZ').update(title='x')"),
            (PAGE, "rows.update(title='x')"),
            (PAGE, "milestone.delete()"),
            ("kerege/worlds/loader.py", "Milestone.objects.bulk_create(rows)"),
        ],
    ),
    Rule(
        name="nobody reads past the query layer",
        why="Clearance is applied in one place; a second way in is a leak.",
        applies=lambda path: is_python(path) and not path.startswith(GROUND),
        find=_past_the_layer,
        good=[(QUERIES, "Milestone.objects.seen_by(viewer).seen()"), (PAGE, "form.extra = cursor")],
        bad=[
            (QUERIES, "Milestone._base_manager.all()"),
            (QUERIES, "Milestone.objects.raw('select 1')"),
            (ACTIONS, "with connection.cursor() as c: pass"),
            (QUERIES, "rows.annotate(x=RawSQL('1', []))"),
        ],
        waived={
            "kerege/config/cli/alone.py": "it takes a lock of the database and reads no table",
            "kerege/config/inspection/database.py": "it asks the database for its settings and reads no table",
            "kerege/config/replica/middleware.py": "it reads a position in the log and no table",
            "kerege/upkeep/actions/loading.py": "it brings back whole tables, which no query of a reader can",
            "kerege/upkeep/actions/restoring.py": "it exchanges the database of a node for a restored one",
            "kerege/upkeep/queries/databases.py": "it asks a database for its size and its mode",
            "kerege/upkeep/queries/standing.py": "it tries whether the disk takes a write",
        },
    ),
    Rule(
        name="only actions see all rows",
        why="`inside_action` and `checking` exist for integrity checks before a write, never for a page.",
        applies=lambda path: is_python(path) and not is_action(path) and not path.startswith(GROUND),
        find=_only_actions,
        good=[(ACTIONS, "with checking():\n    Milestone.objects.inside_action()")],
        bad=[(QUERIES, "with checking():\n    pass"), (PAGE, "Milestone.objects.inside_action()")],
    ),
    Rule(
        name="only actions act",
        why="An act is written where the deed is done, after the question whether this person may.",
        applies=lambda path: is_python(path) and not is_action(path) and not path.startswith(GROUND),
        find=_acts,
        good=[(ACTIONS, "with act('law.milestone.recorded', by=by) as done: pass"), (PAGE, "fact(1)")],
        bad=[(PAGE, "with act('law.milestone.recorded', by=by) as done: pass"), (QUERIES, "record_once(Milestone)")],
        waived={
            "kerege/worlds/startup.py": "it keeps in the journal which data folders were loaded; it writes no record"
        },
    ),
    Rule(
        name="an action says who acts and what it refuses",
        why="A caller has to know what to show; nobody forgets `by` when it cannot be passed by position.",
        applies=lambda path: (
            is_python(path) and is_action(path) and not path.endswith("__init__.py") and not path.startswith(GROUND)
        ),
        find=_action_shape,
        good=[
            (ACTIONS, 'def end(*, by, on):\n    """End it. Refuses law.no_date."""\n    raise Refusal(words.NO_DATE)'),
            (ACTIONS, "def _check(term): pass"),
        ],
        bad=[
            (ACTIONS, 'def end(by, on):\n    """End it. Refuses law.no_date."""'),
            (ACTIONS, 'def end(*, on, by):\n    """End it. Refuses law.no_date."""'),
            (ACTIONS, 'def end(*, by, on):\n    """End it."""'),
            (
                ACTIONS,
                'def end(*, by):\n    """End it. Refuses law.x."""\n    raise Refusal(words.NO_DATE, field="on")',
            ),
        ],
    ),
    Rule(
        name="rules and queries have no clock",
        why="“As on” works for every day only if the day is always an argument.",
        applies=lambda path: (
            is_python(path)
            and (path.startswith("kerege/lib/") or path.rsplit("/", 1)[-1] in {"rules.py", "queries.py", "words.py"})
        ),
        find=_clock,
        good=[(RULES, "def open_on(day): return day")],
        bad=[(RULES, "date.today()"), (QUERIES, "timezone.now()"), ("kerege/lib/periods.py", "random.random()")],
    ),
    Rule(
        name="functions fit on a page",
        why="What does not fit on a page is read by nobody.",
        applies=lambda path: path.startswith(("kerege/", "tools/", "bench/")) and path.endswith(".py"),
        find=_long_functions,
        good=[(RULES, "def f():\n" + "    x = 1\n" * 50)],
        bad=[(RULES, "def f():\n" + "    x = 1\n" * 51)],
    ),
    Rule(
        name="no country in the program",
        why="What is special to a country is data, or the next country cannot be added without a programmer.",
        applies=is_python,
        find=_country_switch,
        good=[(RULES, "if owner == REGION: pass")],
        bad=[(RULES, "if country == 'kaz': pass"), (QUERIES, "x = 'UZB' != owner")],
    ),
    Rule(
        name="the environment is read in config only",
        why="A setting that is read elsewhere stands in no list and in no documentation.",
        applies=lambda path: is_python(path) and not path.startswith("kerege/config/"),
        find=_environment,
        good=[("kerege/config/environment.py", "os.environ.get('DATA')")],
        bad=[(QUERIES, "os.environ['DATA']"), (PAGE, "os.getenv('PORT')")],
    ),
    Rule(
        name="messages are whole sentences",
        why="A sentence built from pieces cannot be translated: other languages have another order.",
        applies=is_python,
        find=_glued_messages,
        good=[(PAGE, "gettext('%(n)s rows') % {'n': n}"), (PAGE, "gettext('A' 'b')")],
        bad=[
            (PAGE, "gettext(f'{n} rows')"),
            (PAGE, "gettext('a' + b)"),
            (PAGE, "_('%s rows')"),
            (PAGE, "gettext('{} rows'.format(n))"),
        ],
    ),
    Rule(
        name="a suppression carries its reason",
        why="The next reader has to be able to judge whether it still holds.",
        applies=lambda path: path.endswith(".py") and path != "tests/house/rules_writes.py",
        find=_suppressions,
        good=[(RULES, "x = 1  # no" + "qa: S105 - no secret"), (RULES, "x = 1  # type: ig" + "nore[arg-type]")],
        bad=[(RULES, "x = 1  # no" + "qa"), (RULES, "x = 1  # no" + "qa: S105"), (RULES, "x = 1  # type: ig" + "nore")],
    ),
]
