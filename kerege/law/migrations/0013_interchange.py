"""Files of judgements from other nodes, and where a round was judged; what was brought and decided is not changed."""

import django.db.models.manager
import kerege.law.words.interchange
import kerege.lib.ids
import kerege.lib.sensitivity
import kerege.records.labels
from django.db import migrations, models

from kerege.records.triggers import differs, guarded

ROUND, BROUGHT = "law_assessmentround", "law_broughtcoverage"
BROUGHT_STAYS = ("uid", "owner", "sha256", "content", "brought_by", "brought_on")
DECIDED = "what was decided about a file is not changed"


def _rules(op):
    """Table, moment, when it is refused, and what is said. A reason may be erased, as any text that somebody typed."""
    decided = differs(("state", "decided_by", "decided_on"), op)
    return [
        (ROUND, "UPDATE", differs(("judged_at",), op), "where a round was judged is not changed"),
        (BROUGHT, "UPDATE", differs(BROUGHT_STAYS, op), "a file that was brought is not changed"),
        (BROUGHT, "UPDATE", f"OLD.state <> 'waiting' AND ({decided})", DECIDED),
        (BROUGHT, "DELETE", "OLD.state <> 'waiting'", DECIDED),
    ]


# SQLite replaces a row without firing the trigger against deletion.
REPLACED = [
    (
        BROUGHT,
        "INSERT",
        f"EXISTS (SELECT 1 FROM {BROUGHT} b WHERE b.state <> 'waiting' AND (b.id = NEW.id OR b.uid = NEW.uid))",
        DECIDED,
    )
]


class Migration(migrations.Migration):

    dependencies = [
        ('law', '0012_working_guarded'),
    ]

    operations = [
        migrations.AddField(
            model_name='assessmentround',
            name='judged_at',
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddField(
            model_name='assessmentround',
            name='licence',
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.CreateModel(
            name='BroughtCoverage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uid', models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ('owner', models.CharField(db_index=True, max_length=8)),
                ('synthetic', models.BooleanField(default=False)),
                ('sha256', models.CharField(max_length=64)),
                ('content', models.BinaryField()),
                ('state', models.CharField(default=kerege.law.words.interchange.BroughtState['WAITING'], max_length=8)),
                ('reason', models.CharField(blank=True, max_length=1000)),
                ('brought_by', models.CharField(max_length=64)),
                ('brought_on', models.DateField()),
                ('decided_by', models.CharField(blank=True, max_length=64)),
                ('decided_on', models.DateField(null=True)),
                ('label', kerege.records.labels.SensitivityField(choices=[(0, 'public'), (1, 'regional'), (2, 'national'), (3, 'restricted')], default=kerege.lib.sensitivity.Sensitivity['NATIONAL'])),
            ],
            options={
                'verbose_name': 'file of judgements',
                'indexes': [models.Index(fields=['owner', 'state', 'id'], name='coverage_brought')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['waiting', 'taken'])), fields=('owner', 'sha256'), name='coverage_brought_once'), models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'taken', 'turned'])), name='brought_coverage_has_a_state'), models.CheckConstraint(condition=models.Q(models.Q(('decided_by', ''), ('decided_on__isnull', True), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), models.Q(('decided_by', ''), _negated=True), ('decided_on__isnull', False)), _connector='OR'), name='brought_coverage_decided'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'taken'), _negated=True), models.Q(('decided_by', models.F('brought_by')), _negated=True), _connector='OR'), name='coverage_taken_by_another')],
            },
            managers=[
                ('objects', django.db.models.manager.Manager()),
                ('relations', django.db.models.manager.Manager()),
            ],
        ),
        guarded(_rules, replaced=REPLACED),
    ]
