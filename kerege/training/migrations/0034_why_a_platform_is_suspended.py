from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("training", "0033_slips_of_places")]

    operations = [migrations.AddField("ltiplatform", "reason", models.CharField(blank=True, default="", max_length=500))]
