"""What people taught on their way to a certificate, for the room above to count whether trainers teach.

Numbers, days and countries alone: who took part, where the attendance record is and how it was judged stay in the case.
"""

from datetime import date

from kerege.capacity.models import Delivery
from kerege.records.viewers import Viewer


def delivered(viewer: Viewer) -> list[tuple[int, date, str, str]]:
    """The deliveries that the viewer may count: number of the person, day, country, and whose record it is."""
    rows = Delivery.objects.seen_by(viewer).order_by("on", "id")
    return list(rows.values_list("person_id", "on", "territory_id", "owner"))
