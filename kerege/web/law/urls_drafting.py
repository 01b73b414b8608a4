from django.urls import path

from kerege.web.law import consulting, draft_check, drafting, drafting_task, gaps, remarks

urlpatterns = [
    path("gaps/", gaps.gap_list, name="gaps"),
    path("gaps/new/<uuid:judgement>/", gaps.new_gap, name="new_gap"),
    path("gaps/<uuid:uid>/", gaps.gap_page, name="gap"),
    path("drafting/", drafting.task_list, name="drafting"),
    path("drafting/new/", drafting.new_task, name="new_drafting_task"),
    path("drafting/<uuid:uid>/", drafting_task.task_page, name="drafting_task"),
    path("drafting/<uuid:uid>/write/", drafting_task.write, name="write_draft"),
    path("drafting/<uuid:uid>/versions/<int:number>/", drafting_task.version, name="draft_version"),
    path("drafting/<uuid:uid>/check/", draft_check.check, name="check_draft"),
    path("drafting/<uuid:uid>/compare/", drafting_task.compare, name="compare_drafts"),
    path("drafting/<uuid:uid>/group/", remarks.group, name="drafting_group"),
    path("drafting/<uuid:uid>/consultation/", consulting.of_task, name="drafting_consultation"),
    path("drafting/<uuid:uid>/responses/<uuid:response>/", consulting.response, name="consultation_response"),
    path("consultations/", consulting.consultation_list, name="consultations"),
    path("consultations/<uuid:uid>/", consulting.consultation, name="consultation"),
    path("consultations/<uuid:uid>/summary.<str:format>", consulting.summary, name="consultation_summary"),
    path("drafting/<uuid:uid>/remarks/", remarks.remark_list, name="remarks"),
    path("drafting/<uuid:uid>/remarks/new/", remarks.new_remark, name="new_remark"),
    path("drafting/<uuid:uid>/remarks/<uuid:remark>/", remarks.remark, name="remark"),
]
