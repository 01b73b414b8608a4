"""The columns whose content 0003 has moved."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('privacy', '0003_listed_fields'),
    ]

    operations = [
        migrations.RemoveField(model_name='listing', name=name)
        for name in ('languages', 'name', 'organisation', 'topics')
    ]
