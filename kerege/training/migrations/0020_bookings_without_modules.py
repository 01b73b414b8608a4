"""Bookings of rooms that were made before repeat no longer what a module is called: its curriculum may have been closed
since. They are called by their course, as new ones are.
"""

from django.db import migrations

from kerege.records.fence import whole_node


def rename(apps, schema_editor):
    """Those of sessions that teach a module. What somebody booked without a course keeps its title."""
    session, booking = apps.get_model("training", "CourseSession"), apps.get_model("inventory", "RoomBooking")
    with whole_node():
        taught = session.objects.filter(booking__isnull=False).exclude(module="").select_related("course")
        for row in taught.iterator():
            booking.objects.filter(uid=row.booking).exclude(title=row.course.title).update(title=row.course.title)


class Migration(migrations.Migration):
    dependencies = [("training", "0019_staff_sessions"), ("inventory", "0011_words_of_scope")]
    operations = [migrations.RunPython(rename, migrations.RunPython.noop, elidable=True)]
