"""The rights of the application's database role: it reads and writes rows, and never touches history.

Run after every migration by the owner. The history triggers run with the owner's rights, so the application needs none on
the event tables: it cannot forge, change or empty them, nor drop a trigger or a table.
"""

from typing import Any

from django.db import connections

APP_ROLE = "danvan_app"

GRANTS = f"""
DO $$
DECLARE item record;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{APP_ROLE}') THEN
        BEGIN
            CREATE ROLE {APP_ROLE} NOLOGIN;
        EXCEPTION WHEN insufficient_privilege OR duplicate_object THEN
            RAISE NOTICE 'role {APP_ROLE} is missing and could not be made';
            RETURN;
        END;
    END IF;
    GRANT USAGE ON SCHEMA public TO {APP_ROLE};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP_ROLE};
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE};
    FOR item IN SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'
                   AND (tablename LIKE '%event' OR tablename IN ('pghistory_context', 'django_migrations')) LOOP
        EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON %I FROM {APP_ROLE}', item.name);
    END LOOP;
    REVOKE UPDATE, DELETE ON documents_revision, documents_revisionfile, history_accessrecord FROM {APP_ROLE};
    FOR item IN SELECT p.oid::regprocedure AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
                 WHERE n.nspname = 'public' AND p.proname ~ '^pgtrigger_(insert_insert|update_update|delete_delete)_' LOOP
        EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = public, pg_temp', item.name);
    END LOOP;
END $$
"""  # noqa: S608 - built from this file's own constant


def grant(sender: Any, using: str = "default", **kwargs: Any) -> None:
    """Give the application's role its rights; a `post_migrate` receiver."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT to_regclass('documents_revision') IS NOT NULL")
        if cursor.fetchone()[0]:
            cursor.execute(GRANTS)
