"""The second fence on PostgreSQL: policies of row-level security, made from the models.

They say once more, in the database, what the query layer says (scope.py, shares.py): a row is there for a reader whose
clearance, or a share, reaches its label, and for an act. Who reads stands in settings of the database session, which
fence.py keeps; without them no row is there and nothing can be written. Superusers and roles with BYPASSRLS walk
through every policy, so a node's role must be neither; `kerege check` names one that is. SQLite has no such fence.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps

from kerege.lib.sensitivity import Sensitivity, ShareState
from kerege.records.asides import ASIDE, is_aside
from kerege.records.fence import LEVELS, READER, WITHIN
from kerege.records.owned import OwnedModel
from kerege.records.shares import WHOLE, ShareRow, kind_of

READ, WRITE = "kerege_read", "kerege_write"


def owned_models() -> list[Any]:
    """Every model whose rows belong to somebody, by its table."""
    found = [m for m in apps.get_models() if issubclass(m, OwnedModel)]
    return sorted(found, key=lambda model: model._meta.db_table)


def raise_fence(connection: Any) -> None:
    """Put the policies on every owned table that this database has; doing it again changes nothing."""
    if connection.vendor != "postgresql":
        return
    there = set(connection.introspection.table_names())
    if not {t._meta.db_table for t in _share_tables()} <= there:
        return  # a database on its way to an older state: the policies come when it is up to date
    with connection.cursor() as cursor:
        for model in owned_models():
            if model._meta.db_table in there:
                for statement in statements(model):
                    cursor.execute(statement)


def lower_fence(connection: Any) -> None:
    """Take the policies away while migrations change tables; `raise_fence` follows them."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename, policyname FROM pg_policies "
            "WHERE schemaname = current_schema() AND policyname IN (%s, %s)",  # a restore has a second node beside
            [READ, WRITE],
        )
        for table, policy in cursor.fetchall():
            cursor.execute(f'DROP POLICY {policy} ON "{table}"')
            cursor.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
            cursor.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')


def open_tables(connection: Any) -> list[str]:
    """The owned tables that have no policies, or have them for others than their owner only. None on SQLite."""
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity AND "
            "relnamespace = current_schema()::regnamespace AND (SELECT count(*) FROM pg_policies WHERE "
            "schemaname = current_schema() AND tablename = relname AND policyname IN (%s, %s)) = 2",
            [READ, WRITE],
        )
        fenced = {row[0] for row in cursor.fetchall()}
    return [m._meta.db_table for m in owned_models() if m._meta.db_table not in fenced]


def unfenced_role(connection: Any) -> str:
    """The role of this connection where it walks through every policy; else, and on SQLite, an empty text."""
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)")
        found = cursor.fetchone()
    return str(found[0]) if found else ""


def statements(model: Any) -> list[str]:
    """The SQL that puts the policies on one table."""
    table = f'"{model._meta.db_table}"'
    acting = f"({_setting(READER, 'acting')} = 'on')"
    return [
        f"DROP POLICY IF EXISTS {READ} ON {table}",
        f"DROP POLICY IF EXISTS {WRITE} ON {table}",
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY {READ} ON {table} FOR SELECT USING ({readable_sql(model)})",
        f"CREATE POLICY {WRITE} ON {table} FOR ALL USING {acting} WITH CHECK {acting}",
    ]


def readable_sql(model: Any) -> str:
    """The condition under which the settings let a row of the model be read."""
    unbounded = f"({_setting(WITHIN, 'everywhere')} = '')"
    condition = f"({_reached(model, READER)}) AND ({unbounded} OR ({_reached(model, WITHIN)}))"
    if is_aside(model):
        table, record = model._meta.db_table, model._meta.get_field("record").related_model._meta.db_table
        condition += f' AND EXISTS (SELECT 1 FROM "{record}" w WHERE w.id = "{table}".record_id)'  # noqa: S608 - our names
    return condition


def _reached(model: Any, who: str) -> str:
    table = f'"{model._meta.db_table}"'
    everywhere = f"(SELECT coalesce(nullif(current_setting('{who}.everywhere', true), ''), '-1')::int)"
    ways = [f"{table}.label <= {everywhere}"]
    ways += [f"({table}.label <= {level} AND {table}.owner = {_any(who, f'owners{level}')})" for level in LEVELS]
    lifted = " OR ".join(_shares(model, table, who))
    ways.append(f"({_setting(who, 'readers')} <> '' AND ({lifted}))")
    return " OR ".join(ways)


def _shares(model: Any, table: str, who: str) -> Iterator[str]:
    """Conditions for the record itself, and for each record that it is a part of."""
    if not is_aside(model):
        yield from _share(model, f"{table}.uid", f"{table}.project_key", table, who, "true")
    for name in model.part_of:
        field = model._meta.get_field(name)
        whole, key = field.related_model, f"{table}.{field.column}"
        fields = f"s.field = '{WHOLE}'"
        if is_aside(model):
            fields = f"s.field IN ('{WHOLE}', '{field.remote_field.related_name.removesuffix(ASIDE)}')"
        of_it = f'FROM "{whole._meta.db_table}" w WHERE w.id = {key}'
        yield from _share(whole, f"(SELECT w.uid {of_it})", f"(SELECT w.project_key {of_it})", table, who, fields)


def _share(whole: Any, uid: str, project: str, table: str, who: str, fields: str) -> Iterator[str]:
    """One condition for shares of the record, and one or two for lists.

    What stands after IN names nothing of the row, not even its label, for which the shares are told once for each label
    that they reach. So PostgreSQL asks it once for a statement and looks each row up in a hash; a question with the row
    in it is asked anew for every row that clearance does not open, and with a hundred shares costs more than the rest.
    """
    shares, readers = (model._meta.db_table for model in _share_tables())
    day = f"nullif({_setting(who, 'day')}, '')::date"
    labels = ", ".join(f"({level.value}::smallint)" for level in Sensitivity)
    standing = (
        f'FROM "{shares}" s JOIN "{readers}" r ON r.share_id = s.id '
        f"JOIN (VALUES {labels}) l(label) ON l.label <= s.level "
        f"WHERE s.kind = '{kind_of(whole)}' AND s.state = '{ShareState.STANDING}' "
        f'AND s.start <= {day} AND s."end" > {day} AND {fields} '
        f"AND (r.owner || ':' || r.role) = {_any(who, 'readers')}"
    )
    lists, row = "s.record IS NULL AND s.project", f"{table}.owner, {table}.label"
    yield f"({row}, {uid}) IN (SELECT s.owner, l.label, s.record {standing} AND s.record IS NOT NULL)"
    yield f"({row}) IN (SELECT s.owner, l.label {standing} AND {lists} = '{WHOLE}')"
    if _has_project(whole):
        chosen = f"{lists} NOT IN ('', '{WHOLE}')"
        yield f"({row}, {project}) IN (SELECT s.owner, l.label, s.project {standing} AND {chosen})"


def _share_tables() -> tuple[Any, Any]:
    shares: Any = ShareRow.__subclasses__()[0]
    return shares, shares._meta.get_field("readers").related_model


def _has_project(model: Any) -> bool:
    return any(f.name == "project_key" for f in model._meta.fields)


def _setting(who: str, name: str) -> str:
    return f"(SELECT coalesce(current_setting('{who}.{name}', true), ''))"


def _any(who: str, name: str) -> str:
    return f"ANY ((SELECT string_to_array(current_setting('{who}.{name}', true), ','))::text[])"
