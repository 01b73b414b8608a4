from django.urls import path

from kerege.web.lti import choosing, dance, links, services, signing, tools

urlpatterns = [
    path("lti/keys/", signing.key_set, name="lti_keys"),
    path("lti/authorize/", dance.authorize, name="lti_authorize"),
    path("lti/token/", services.token, name="lti_token"),
    path("lti/places/<uuid:place>/lineitems", services.items, name="lti_items"),
    path("lti/places/<uuid:place>/lineitems/<uuid:uid>", services.item, name="lti_item"),
    path("lti/places/<uuid:place>/lineitems/<uuid:uid>/scores", services.scores, name="lti_scores"),
    path("lti/places/<uuid:place>/lineitems/<uuid:uid>/results", services.results, name="lti_results"),
    path("lti/places/<uuid:place>/members", services.members, name="lti_members"),
    path("lti/answered/", choosing.answered, name="lti_answered"),
    path("training/tools/", tools.tools, name="lti_tools"),
    path("training/tools/new/", tools.new_tool, name="new_lti_tool"),
    path("training/tools/<uuid:uid>/", tools.tool, name="lti_tool"),
    path("training/tools/courses/<uuid:course>/", links.of_course, name="lti_course"),
    path("training/tools/lessons/<slug:curriculum>/<slug:module>/", links.of_module, name="lti_module"),
    path("training/tools/links/<uuid:uid>/", links.link, name="lti_link"),
    path("training/tools/choices/<uuid:uid>/", choosing.choice, name="lti_choice"),
]
