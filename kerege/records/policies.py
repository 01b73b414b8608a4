"""The second fence on PostgreSQL: policies of row-level security, made from the models.

They say once more, in the database, what the query layer says (scope.py, shares.py): a row is there for a reader whose
clearance, or a share, reaches its label, and for an act. Who reads stands in settings of the database session, which
fence.py keeps; without them no row is there and nothing can be written. Superusers and roles with BYPASSRLS walk
through every policy, so a node's role must be neither; `kerege check` names one that is. SQLite has no such fence.

PostgreSQL plans every question in a policy anew with each statement, whether it is asked or not. So a policy has few,
and shares are told by a function, whose own plan a session keeps.
"""

from typing import Any

from django.apps import apps

from kerege.lib.sensitivity import ShareState
from kerege.records.asides import ASIDE, is_aside
from kerege.records.fence import READER, WITHIN
from kerege.records.owned import OwnedModel
from kerege.records.shares import WHOLE, ShareRow, kind_of

READ, WRITE = "kerege_read", "kerege_write"
SHARES = "kerege_shares"
ASKED = "LANGUAGE plpgsql STABLE PARALLEL RESTRICTED COST 1"
"""How PostgreSQL holds a function of the policies: for most rows none is called, so none weighs in a plan. No reading
is shared among several processes: to start them takes longer than what pages read.
"""
BOUNDLESS = 9
"""Reaches every label: the clearance of nobody, who bounds no reader."""


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
        cursor.execute(telling_shares())
        models = [model for model in owned_models() if model._meta.db_table in there]
        for whole in {whole._meta.db_table: whole for model in models for whole in wholes(model)}.values():
            cursor.execute(naming(whole))
        for model in models:
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
    condition = f"({_reached(model, READER, -1)}) AND ({_reached(model, WITHIN, BOUNDLESS)})"
    if is_aside(model):
        table, record = model._meta.db_table, model._meta.get_field("record").related_model._meta.db_table
        condition += f' AND EXISTS (SELECT 1 FROM "{record}" w WHERE w.id = "{table}".record_id)'  # noqa: S608 - our names
    return condition


def _reached(model: Any, who: str, untold: int) -> str:
    """By clearance, or else by a share. `untold` is the clearance where the session was told of nobody."""
    table = f'"{model._meta.db_table}"'
    everywhere = f"(SELECT coalesce(nullif(current_setting('{who}.everywhere', true), ''), '{untold}')::int)"
    owners = f"(SELECT nullif(current_setting('{who}.owners', true), '')::jsonb)"
    shares = _shares(model, who)
    return (
        f"{table}.label <= {everywhere} OR {table}.label <= ({owners} ->> {table}.owner)::int "
        f"OR CASE WHEN {shares} IS NULL THEN false ELSE {shares} ?| ({_names(model, table)}) END"
    )


def _shares(model: Any, who: str) -> str:
    """What the session's shares open, as names of rows. It names nothing of a row, so that it is asked once for a
    statement, and only where clearance does not open a row.
    """
    kinds = [kind_of(whole) for whole in (() if is_aside(model) else (model,))] + [kind_of(w) for w in wholes(model)]
    field = model._meta.get_field("record").remote_field.related_name.removesuffix(ASIDE) if is_aside(model) else ""
    return f"(SELECT {SHARES}('{who}', '{{{','.join(kinds)}}}', '{field}'))"


def _names(model: Any, table: str) -> str:
    """How a row may be called in shares: for the record itself, and for each record that it is a part of."""
    row = f"':' || {table}.owner || ':' || {table}.label || ':'"
    every, parts = [], []
    if not is_aside(model):
        own = f"'{kind_of(model)}' || {row}"
        every += [f"{own} || '{WHOLE}'", f"{own} || {table}.uid"]
        every += [f"{own} || '=' || {table}.project_key"] if _has_project(model) else []
    for name in model.part_of:
        field = model._meta.get_field(name)
        of = f"'{kind_of(field.related_model)}' || {row}"
        every.append(f"{of} || '{WHOLE}'")
        parts.append(f"{_naming(field.related_model)}({table}.{field.column}, {of})")
    return " || ".join([f"ARRAY[{', '.join(every)}]", *parts])


def wholes(model: Any) -> list[Any]:
    """The models whose records rows of this one are parts of."""
    return [model._meta.get_field(name).related_model for name in model.part_of]


def _naming(whole: Any) -> str:
    return f"{whole._meta.db_table}_named"


def naming(whole: Any) -> str:
    """The SQL of the function that says how a record may be called in shares, as far as the session may read it."""
    project = ", $2 || '=' || w.project_key" if _has_project(whole) else ""
    return (
        f"CREATE OR REPLACE FUNCTION {_naming(whole)}(bigint, text) RETURNS text[] {ASKED} AS $$ BEGIN RETURN "  # noqa: S608 - our own names
        f'(SELECT ARRAY[$2 || w.uid{project}] FROM "{whole._meta.db_table}" w WHERE w.id = $1); END $$'
    )


def telling_shares() -> str:
    """The SQL of the function that tells all that shares open of some kinds, as the keys of one object; NULL where that
    is nothing.

    A name is kind, owner, label and what: a uid, “=” and a project, or everything. Of the first kind a share of any
    field counts or, where a `field` is told, one of this field; of the others a share of the whole alone.
    """
    shares, readers = (model._meta.db_table for model in _share_tables())
    return f"""
        CREATE OR REPLACE FUNCTION {SHARES}(who text, kinds text[], field text) RETURNS jsonb {ASKED} AS $$
        DECLARE
            held text[] := string_to_array(nullif(current_setting(who || '.readers', true), ''), ',');
            today date := nullif(current_setting(who || '.day', true), '')::date;
            found jsonb;
        BEGIN
            IF held IS NULL THEN
                RETURN NULL;
            END IF;
            SELECT jsonb_object_agg(s.kind || ':' || s.owner || ':' || l.label || ':' || CASE
                    WHEN s.record IS NOT NULL THEN s.record::text
                    WHEN s.project = '{WHOLE}' THEN '{WHOLE}'
                    ELSE '=' || s.project END, 1)
                INTO found
                FROM "{shares}" s JOIN "{readers}" r ON r.share_id = s.id, generate_series(0, s.level) l(label)
                WHERE s.kind = ANY (kinds) AND s.state = '{ShareState.STANDING}'
                AND s.start <= today AND s."end" > today
                AND (s.field IN ('{WHOLE}', $3) OR ($3 = '' AND s.kind = kinds[1]))
                AND (s.record IS NOT NULL OR s.project <> '')
                AND (r.owner || ':' || r.role) = ANY (held);
            RETURN found;
        END $$"""  # noqa: S608 - our own names


def _share_tables() -> tuple[Any, Any]:
    shares: Any = ShareRow.__subclasses__()[0]
    return shares, shares._meta.get_field("readers").related_model


def _has_project(model: Any) -> bool:
    return any(f.name == "project_key" for f in model._meta.fields)


def _setting(who: str, name: str) -> str:
    return f"(SELECT coalesce(current_setting('{who}.{name}', true), ''))"
