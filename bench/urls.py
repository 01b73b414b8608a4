"""The node's addresses, and the floors: a bare Django view, and the bare SQL of one drill-down."""

from django.db import connection
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


urlpatterns = [path("bench/bare/", bare), path("bench/sql/", bare_sql), *node]
