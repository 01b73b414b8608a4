"""The database itself refuses to change a corrected key that was decided: grades rest on it. Its words may be
taken out when somebody whom they name is erased.
"""

from django.db import migrations

from kerege.records.triggers import differs, guarded

TABLE, SAID = "training_examcorrection", "a corrected key that was decided is not changed"
FIXED = (
    *("uid", "owner", "exam_id", "ref", "source", "data", "state", "proposed_by", "proposed_at", "decided_by"),
    "decided_at",
)


def _rules(op):
    return [(TABLE, "UPDATE", f"OLD.state <> 'proposed' AND ({differs(FIXED, op)})", SAID)]


class Migration(migrations.Migration):
    dependencies = [("training", "0035_corrected_keys")]
    operations = [guarded(_rules)]
