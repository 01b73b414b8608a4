from django.urls import path

from kerege.web.results import badges, results

urlpatterns = [
    path("courses/<uuid:uid>/results/", results.course_results, name="course_results"),
    path("courses/<uuid:uid>/results/statements.jsonl", results.course_statements, name="course_statements"),
    path("courses/<uuid:uid>/badges/", badges.course_badges, name="course_badges"),
]
