"""Sums over the index, and what its rows say since: names as a whole, who runs a facility, and its languages."""

from itertools import islice

import django.db.models.deletion
import django.db.models.manager
from django.db import migrations, models

import kerege.lib.ids
import kerege.lib.sensitivity
import kerege.records.labels
from kerege.inventory.rules import sums
from kerege.inventory.rules.findable import code_word, whole_word
from kerege.lib.matching import words_of
from kerege.records.fence import whole_node

AT_ONCE = 2_000


def bring_up_to_date(apps, schema_editor):
    """The rows that are there say what rows made anew would, and the sums add them up; level by level, for memory."""
    with whole_node():
        for some in _batches(apps.get_model("inventory", "Findable").objects.select_related("facility").order_by("id")):
            _say_more(apps, some)
        for level in sums.LEVELS:
            _add_up(apps, "Cluster", sums.CLUSTER_KEYS, sums.CLUSTER_SUMS, lambda rows, into, level=level: sums.clusters(rows, sign=1, into=into, levels=(level,)))
        _add_up(apps, "Tally", sums.TALLY_KEYS, sums.TALLY_SUMS, lambda rows, into: sums.tallies(rows, sign=1, into=into))


def _batches(rows):
    found = rows.iterator(chunk_size=AT_ONCE)
    while some := list(islice(found, AT_ONCE)):
        yield some


def _say_more(apps, rows):
    for row in rows:
        more = [f"run:{row.facility.ownership}", *(f"speaks:{code}" for code in row.facility.languages.split())]
        codes = {*row.codes.split(), *more}
        row.codes = " ".join(sorted(codes))
        whole = [whole_word(name) for name in row.names.split("|") if name]
        row.words = words_of([row.words, *whole, *(code_word(*pair.split(":", 1)) for pair in more)])
    apps.get_model("inventory", "Findable").objects.bulk_update(rows, ["codes", "words"], batch_size=500)


def _add_up(apps, name, keys, columns, add):
    into = {}
    for some in _batches(apps.get_model("inventory", "Findable").objects.order_by("id").values_list(*sums.COLUMNS)):
        add([sums.Counted(*row) for row in some], into)
    model = apps.get_model("inventory", name)
    made = (model(**dict(zip((*keys, *columns), (*key, *numbers), strict=True))) for key, numbers in into.items())
    while some := list(islice(made, AT_ONCE)):
        model.objects.bulk_create(some)


def _sum_fields(*more):
    return [
        ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
        ("uid", models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
        (
            "label",
            kerege.records.labels.SensitivityField(
                choices=[(0, "public"), (1, "regional"), (2, "national"), (3, "restricted")],
                default=kerege.lib.sensitivity.Sensitivity["PUBLIC"],
            ),
        ),
        ("synthetic", models.BooleanField(default=False)),
        ("owner", models.CharField(max_length=8)),
        ("territory", models.CharField(max_length=3)),
        ("until", models.PositiveSmallIntegerField()),
        *more,
    ]


MANAGERS = [("objects", django.db.models.manager.Manager()), ("relations", django.db.models.manager.Manager())]


class Migration(migrations.Migration):
    dependencies = [("inventory", "0007_offers_requests_searches")]

    operations = [
        migrations.CreateModel(
            name="Cluster",
            fields=_sum_fields(
                ("wide", models.BooleanField()),
                ("level", models.PositiveSmallIntegerField()),
                ("cell", models.BigIntegerField()),
                ("n", models.BigIntegerField()),
                ("x", models.BigIntegerField()),
                ("y", models.BigIntegerField()),
                ("ids", models.BigIntegerField()),
            ),
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("level", "wide", "cell", "owner", "territory", "label", "until"), name="cluster_once"
                    )
                ],
            },
            managers=MANAGERS,
        ),
        migrations.CreateModel(
            name="Tally",
            fields=_sum_fields(
                ("code", models.CharField(blank=True, max_length=80)),
                ("n", models.BigIntegerField()),
            ),
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("code", "owner", "territory", "label", "until"), name="tally_once")
                ],
            },
            managers=MANAGERS,
        ),
        migrations.AlterField(
            model_name="findable",
            name="facility",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.DO_NOTHING, related_name="findable", to="inventory.facility"
            ),
        ),
        migrations.AddIndex(
            model_name="findable", index=models.Index(fields=["start"], name="findable_by_start")
        ),
        migrations.AddIndex(model_name="findable", index=models.Index(fields=["end"], name="findable_by_end")),
        migrations.AddIndex(
            model_name="findable", index=models.Index(fields=["within_m", "cell"], name="findable_by_worth")
        ),
        migrations.RunPython(bring_up_to_date, migrations.RunPython.noop),
    ]
