from django.urls import path

from kerege.web.exercises import evaluating, planning, playing, report, running, views

urlpatterns = [
    path("", views.overview, name="exercises"),
    path("new/", planning.new_exercise, name="new_exercise"),
    path("<uuid:uid>/", views.exercise_page, name="exercise"),
    path("<uuid:uid>/edit/", planning.edit_exercise, name="edit_exercise"),
    path("<uuid:uid>/plan/", planning.plan_page, name="exercise_plan"),
    path("<uuid:uid>/plan/inject/", planning.inject_page, name="new_inject"),
    path("<uuid:uid>/plan/inject/<uuid:inject>/", planning.inject_page, name="edit_inject"),
    path("<uuid:uid>/do/", running.do, name="do_exercise"),
    path("<uuid:uid>/run/", running.run_page, name="exercise_run"),
    path("<uuid:uid>/run/news/<str:turn>/", running.news, name="exercise_run_news"),
    path("<uuid:uid>/run/<uuid:inject>/", running.one_inject, name="exercise_run_inject"),
    path("<uuid:uid>/play/", playing.play_page, name="exercise_play"),
    path("<uuid:uid>/play/news/<str:turn>/", playing.news, name="exercise_news"),
    path("<uuid:uid>/play/<uuid:inject>/", playing.one_inject, name="exercise_inject"),
    path("<uuid:uid>/evaluate/", evaluating.evaluate_page, name="exercise_evaluate"),
    path("<uuid:uid>/hot-wash/", evaluating.hot_wash, name="exercise_hot_wash"),
    path("<uuid:uid>/finding/", evaluating.new_finding, name="exercise_finding"),
    path("<uuid:uid>/finding/<uuid:finding>/action/", evaluating.new_action, name="exercise_action"),
    path("<uuid:uid>/action/<uuid:action>/close/", evaluating.close_action, name="close_exercise_action"),
    path("<uuid:uid>/report/", report.report_page, name="exercise_report"),
    path("<uuid:uid>/report.<str:kind>", report.report_file, name="exercise_report_file"),
]
