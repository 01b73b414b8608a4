from django.urls import include, path

from kerege.web.capacity import answering, correcting, declared, findings, plans, quality, results, sets, views

urlpatterns = [
    path("", views.assessments, name="capacity"),
    path("certificates/", include("kerege.web.capacity.certificates.urls")),
    path("competences/", include("kerege.web.capacity.competence_urls")),
    path("sets/", sets.question_sets, name="question_sets"),
    path("sets/new/", sets.new_question_set, name="new_question_set"),
    path("sets/<slug:key>/", sets.question_set, name="question_set"),
    path("sets/<slug:key>/publish/", sets.publish, name="publish_question_set"),
    path("assessments/new/", views.new_assessment, name="new_assessment"),
    path("assessments/<uuid:uid>/", views.assessment, name="assessment"),
    path("assessments/<uuid:uid>/answer/<slug:section>/", answering.section, name="answer_section"),
    path("assessments/<uuid:uid>/settle/", answering.settle, name="settle_assessment"),
    path("assessments/<uuid:uid>/evidence/", answering.evidence, name="assessment_evidence"),
    path("assessments/<uuid:uid>/result/", results.result, name="assessment_result"),
    path("declared/", declared.declared, name="declared_scores"),
    path("declared/import/", declared.import_declared, name="import_declared"),
    path("quality/", quality.quality, name="quality"),
    path("quality/plans/", plans.plans, name="quality_plans"),
    path("quality/plans/new/", plans.new_plan, name="new_quality_plan"),
    path("quality/plans/<uuid:uid>/", plans.plan, name="quality_plan"),
    path("findings/<uuid:uid>/", findings.finding, name="finding"),
    path("findings/<uuid:uid>/plan/", correcting.plan, name="plan_corrective_action"),
    path("actions/<uuid:uid>/", correcting.action, name="corrective_action"),
]
