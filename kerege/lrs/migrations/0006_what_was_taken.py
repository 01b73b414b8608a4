from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("lrs", "0005_leaner_rows")]

    operations = [
        migrations.AddField(model_name="forwarding", name="taken", field=models.BigIntegerField(default=0)),
    ]
