import django.db.models.deletion
from django.db import migrations, models

import kerege.inventory.words.travel
import kerege.lib.ids


class Migration(migrations.Migration):
    dependencies = [("atlas", "0001_initial"), ("inventory", "0008_sums")]

    operations = [
        migrations.CreateModel(
            name="TravelTime",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uid", models.UUIDField(default=kerege.lib.ids.new_uid, editable=False, unique=True)),
                ("mode", models.CharField(max_length=8)),
                ("season", models.CharField(default=kerege.inventory.words.travel.Season["ALL"], max_length=8)),
                ("on", models.DateField()),
                ("minutes", models.PositiveIntegerField()),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="atlas.place"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="atlas.source"
                    ),
                ),
                (
                    "start",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="atlas.place"
                    ),
                ),
            ],
            options={
                "verbose_name": "travel time",
                "indexes": [models.Index(fields=["goal", "start"], name="travel_time_back")],
                "constraints": [
                    models.UniqueConstraint(fields=("start", "goal", "mode", "season", "on"), name="travel_time_once"),
                    models.CheckConstraint(
                        condition=models.Q(("start", models.F("goal")), _negated=True),
                        name="travel_time_leads_elsewhere",
                    ),
                ],
            },
        ),
    ]
