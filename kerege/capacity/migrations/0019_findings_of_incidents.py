"""Findings of incidents name the competences that people lacked."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("capacity", "0018_course_badges")]
    operations = [
        migrations.AddField(model_name="finding", name="competences", field=models.JSONField(default=list)),
    ]
