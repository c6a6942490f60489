"""The rights of the application's database role: it reads and writes rows, and never touches history.

Run after every migration by the owner. The history triggers run with the owner's rights, so the application needs none on
the event tables: it cannot forge, change or empty them, nor drop a trigger or a table.

pgtrigger's switch for leaving triggers out is a setting that every role may set, so its function is replaced here: for the
application the switch is dead. Only `history_redact()`, which runs as the owner, may still pass the append-only guard.
"""

from typing import Any

from django.db import connections

APP_ROLE = "danvan_app"
HISTORY_TRIGGERS = "^pgtrigger_(insert_insert|update_update|delete_delete)_"

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
    REVOKE INSERT, UPDATE, DELETE ON history_redaction FROM {APP_ROLE};
    GRANT EXECUTE ON FUNCTION history_redact(text, text, bigint, bigint, text) TO {APP_ROLE};
    REVOKE UPDATE, DELETE ON documents_revision, documents_revisionfile, documents_signedcopy, history_accessrecord FROM {APP_ROLE};
    FOR item IN SELECT p.oid::regprocedure AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
                 WHERE n.nspname = 'public' AND p.proname ~ '{HISTORY_TRIGGERS}' LOOP
        EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = public, pg_temp', item.name);
    END LOOP;
    CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name name) RETURNS boolean LANGUAGE sql AS $body$
        SELECT coalesce(trigger_name = ANY (nullif(current_setting('pgtrigger.ignore', true), '')::text[]), false)
               AND current_user <> '{APP_ROLE}'
               -- The history triggers run as the owner, whoever writes: ask for whom.
               AND NOT (trigger_name ~ '{HISTORY_TRIGGERS}'
                        AND coalesce(nullif(current_setting('role'), 'none'), session_user) = '{APP_ROLE}')
    $body$;
END $$
"""  # noqa: S608 - built from this file's own constant


def grant(sender: Any, using: str = "default", **kwargs: Any) -> None:
    """Give the application's role its rights; a `post_migrate` receiver."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT to_regclass('documents_revision') IS NOT NULL")
        if cursor.fetchone()[0]:
            cursor.execute(GRANTS)
