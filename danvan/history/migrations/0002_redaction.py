import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# The one way past the append-only history. It runs with its owner's rights: the application's role may call it (danvan/history/roles.py)
# and nothing else. The two columns stand here, where no setting and no argument reaches them.
REDACT = """
CREATE FUNCTION history_redact(of_table text, of_column text, of_pk bigint, by_user bigint, why text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    redacted CONSTANT text := '(Nội dung đã được xóa khỏi cổng.)';
    ignored CONSTANT text := current_setting('pgtrigger.ignore', true);
    context_id CONSTANT text := current_setting('pghistory.context_id', true);
    context_metadata CONSTANT text := current_setting('pghistory.context_metadata', true);
    guards text;
    found bigint;
    changed bigint;
    number bigint;
BEGIN
    IF (of_table, of_column) NOT IN (('surveys_remark', 'text'), ('surveys_remark', 'report_text')) THEN
        RAISE EXCEPTION '%.% is not to be redacted', of_table, of_column USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT array_agg(tgname)::text INTO guards FROM pg_trigger
     WHERE tgrelid IN (of_table::regclass, (of_table || 'event')::regclass) AND tgname ~ '^pgtrigger_(append_only|freeze_with_minutes)_';
    PERFORM set_config('pgtrigger.ignore', guards, true),
            set_config('pghistory.context_id', gen_random_uuid()::text, true),
            set_config('pghistory.context_metadata', jsonb_build_object('user', by_user)::text, true);
    EXECUTE format('UPDATE %I SET %I = $1 WHERE id = $2', of_table, of_column) USING redacted, of_pk;
    GET DIAGNOSTICS found = ROW_COUNT;
    EXECUTE format('UPDATE %I SET %I = $1 WHERE pgh_obj_id = $2', of_table || 'event', of_column) USING redacted, of_pk;
    GET DIAGNOSTICS changed = ROW_COUNT;
    PERFORM set_config('pgtrigger.ignore', coalesce(ignored, ''), true),
            set_config('pghistory.context_id', coalesce(context_id, ''), true),
            set_config('pghistory.context_metadata', coalesce(context_metadata, ''), true);
    IF found + changed = 0 THEN
        RETURN NULL;
    END IF;
    INSERT INTO history_redaction (at, user_id, "table", "column", object_pk, reason)
    VALUES (now(), by_user, of_table, of_column, of_pk, why) RETURNING id INTO number;
    RETURN number;
END $$;
REVOKE ALL ON FUNCTION history_redact(text, text, bigint, bigint, text) FROM PUBLIC;
"""
DROP = "DROP FUNCTION history_redact(text, text, bigint, bigint, text)"


class Migration(migrations.Migration):

    dependencies = [
        ('history', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Redaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='lúc')),
                ('table', models.CharField(max_length=63, verbose_name='bảng')),
                ('column', models.CharField(max_length=63, verbose_name='cột')),
                ('object_pk', models.BigIntegerField(verbose_name='mã')),
                ('reason', models.TextField(verbose_name='lý do')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='redactions', to=settings.AUTH_USER_MODEL, verbose_name='người làm')),
            ],
            options={
                'verbose_name': 'lần xóa nội dung',
                'verbose_name_plural': 'các lần xóa nội dung',
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(fields=['table', 'object_pk'], name='history_red_table_2e3aca_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='redaction_says_why')],
            },
        ),
        migrations.RunSQL(REDACT, DROP),
    ]
