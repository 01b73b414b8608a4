from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("training", "0032_letters_of_places")]

    operations = [migrations.AddField("enrolment", "slip", models.PositiveIntegerField(default=0))]
