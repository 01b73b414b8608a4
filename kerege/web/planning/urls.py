from django.urls import path

from kerege.web.planning import files, paper
from kerege.web.planning.views import beside, compare, goals, lists, plan, settings, sheet, sources, stated, why

urlpatterns = [
    path("", lists.plans, name="season_plans"),
    path("new/", lists.new, name="new_scenario"),
    path("compare/", compare.compare, name="compare_plans"),
    path("needs/", stated.statements, name="stated_needs"),
    path("needs/new/", stated.state, name="state_needs"),
    path("needs/<uuid:uid>/", stated.statement, name="statement"),
    path("<uuid:uid>/", plan.plan, name="season_plan"),
    path("<uuid:uid>/do/", plan.do, name="scenario_do"),
    path("<uuid:uid>/settings/", settings.settings, name="scenario_settings"),
    path("<uuid:uid>/goals/", goals.goals, name="scenario_goals"),
    path("<uuid:uid>/need/", beside.need, name="scenario_need"),
    path("<uuid:uid>/travel/", beside.journeys, name="scenario_travel"),
    path("<uuid:uid>/sources/", sources.sources, name="scenario_sources"),
    path("<uuid:uid>/courses/<int:number>/", why.course, name="scenario_course"),
    path("<uuid:uid>/left/", why.left, name="scenario_left"),
    path("<uuid:uid>/sheet/", sheet.sheet, name="scenario_sheet"),
    path("<uuid:uid>/report.pdf", paper.paper, name="scenario_paper"),
    path("<uuid:uid>/plan.ics", files.ics, name="scenario_ics"),
    path("<uuid:uid>/plan.<str:format>", files.table, name="scenario_file"),
]
