from django.urls import path

from kerege.web.lti_tool import entering, keeping, launching, picking

urlpatterns = [
    path("lti/tool/login/", launching.login, name="lti_login"),
    path("lti/tool/launch/", launching.launch, name="lti_launch"),
    path("lti/tool/enter/<str:number>/", entering.enter, name="lti_enter"),
    path("lti/tool/pick/", picking.pick, name="lti_pick"),
    path("lti/tool/mine/", entering.mine, name="lti_mine"),
    path("lti/tool/mine/<uuid:launch>/class/", entering.class_of, name="lti_class"),
    path("training/platforms/", keeping.platforms, name="lti_platforms"),
    path("training/platforms/new/", keeping.new_platform, name="new_lti_platform"),
    path("training/platforms/<uuid:uid>/", keeping.platform, name="lti_platform"),
]
