"""The node's addresses, and the floors: a bare Django view, the bare SQL of one drill-down, and a bare insertion."""

from uuid import uuid4

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

from kerege.config.urls import urlpatterns as node

SQL = (
    "SELECT c.key, c.title, count(*) FROM training_participation p JOIN training_course c ON c.id = p.course_id "
    "WHERE p.role = 'trainee' GROUP BY c.key, c.title ORDER BY c.key"
)


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b"ok")


def bare_sql(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(SQL)
        rows = cursor.fetchall()
    return HttpResponse(f"{len(rows)}")


def bare_insertion(request: HttpRequest) -> HttpResponse:
    """One row with the columns of an answer to an exam, in its own transaction; bench/course.py makes the table."""
    row = [uuid4().hex, 1, 1, "page", 1, '{"q": ["a"]}', "2027-03-16T04:00:00", 0]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO bench_answer VALUES ({', '.join(['%s'] * 8)})", row)  # noqa: S608 - eight %s
    return HttpResponse(b"ok")


urlpatterns = [
    path("bench/bare/", bare),
    path("bench/sql/", bare_sql),
    path("bench/insert/", bare_insertion),
    *node,
]
