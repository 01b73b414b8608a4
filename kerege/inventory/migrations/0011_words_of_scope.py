"""What the index says since: for which clearance a row is, together with its owner, and with which word a name begins."""

from django.db import migrations

from kerege.inventory.rules.findable import first_word
from kerege.lib.matching import words_of
from kerege.records.fence import whole_node
from kerege.records.fulltext import take_down_index

AT_ONCE = 5_000


def say_so(apps, schema_editor):
    model, connection = apps.get_model("inventory", "Findable"), schema_editor.connection
    take_down_index(model, connection)
    update = f"UPDATE {connection.ops.quote_name(model._meta.db_table)} SET words = %s WHERE id = %s"  # noqa: S608 - our own name
    with whole_node(), connection.cursor() as cursor:
        found = model.objects.order_by("id").values_list("id", "owner", "label", "until", "names", "words")
        last = 0
        while some := list(found.filter(id__gt=last)[:AT_ONCE]):
            cursor.executemany(update, [(_words(*row), id) for id, *row in some])
            last = some[-1][0]


def _words(owner, label, until, names, words):
    levels = (f"y{level}{owner.casefold()}" for level in range(label, until))
    return words_of([words, *levels, *(first_word(name) for name in names.split("|") if name)])


class Migration(migrations.Migration):
    dependencies = [("inventory", "0010_teaching")]
    operations = [migrations.RunPython(say_so, migrations.RunPython.noop, elidable=True)]
