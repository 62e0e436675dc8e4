"""Rows that are written once: triggers by which the database itself refuses to change or delete them."""

from __future__ import annotations

from django.db import migrations

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is written once: {verb} refused'); END;
"""
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is written once: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation'; END $$;
"""
POSTGRES = "CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change();"


def written_once(*tables: str) -> migrations.RunPython:
    """A migration operation after which UPDATE and DELETE fail on these tables, on SQLite and on PostgreSQL."""

    def forwards(apps: object, schema_editor: object) -> None:
        vendor = schema_editor.connection.vendor  # type: ignore[attr-defined]
        run = schema_editor.execute  # type: ignore[attr-defined]
        if vendor == "postgresql":
            run(POSTGRES_FUNCTION, params=None)
        for table in tables:
            for verb in ("update", "delete"):
                run((POSTGRES if vendor == "postgresql" else SQLITE).format(table=table, verb=verb), params=None)

    def backwards(apps: object, schema_editor: object) -> None:
        vendor = schema_editor.connection.vendor  # type: ignore[attr-defined]
        for table in tables:
            for verb in ("update", "delete"):
                on = f" ON {table}" if vendor == "postgresql" else ""
                schema_editor.execute(f"DROP TRIGGER {table}_no_{verb}{on}", params=None)  # type: ignore[attr-defined]

    return migrations.RunPython(forwards, backwards)


SQLITE_FITS = """
CREATE TRIGGER {table}_fits BEFORE INSERT ON {table} WHEN NOT ({condition})
BEGIN SELECT RAISE(ABORT, '{table}: {message}'); END;
"""
POSTGRES_FITS = """
CREATE FUNCTION {table}_fits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN IF NOT ({condition}) THEN
RAISE EXCEPTION '{table}: {message}' USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$;
CREATE TRIGGER {table}_fits BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_fits();
"""


def fits(table: str, *, condition: str, message: str) -> migrations.RunPython:
    """A migration operation after which a row is refused unless the condition, in SQL on NEW, holds.

    For what a check constraint can't say, because it concerns rows of other tables.
    """

    def forwards(apps: object, schema_editor: object) -> None:
        vendor = schema_editor.connection.vendor  # type: ignore[attr-defined]
        form = POSTGRES_FITS if vendor == "postgresql" else SQLITE_FITS
        statement = form.format(table=table, condition=condition, message=message)
        schema_editor.execute(statement, params=None)  # type: ignore[attr-defined]

    def backwards(apps: object, schema_editor: object) -> None:
        on = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""  # type: ignore[attr-defined]
        schema_editor.execute(f"DROP TRIGGER {table}_fits{on}", params=None)  # type: ignore[attr-defined]

    return migrations.RunPython(forwards, backwards)
