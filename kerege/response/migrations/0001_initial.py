"""The room, before there is anything in it."""

from django.db import migrations


class Migration(migrations.Migration):
    initial = True
    dependencies = [("atlas", "0001_initial"), ("people", "0001_initial")]
    operations: list = []
