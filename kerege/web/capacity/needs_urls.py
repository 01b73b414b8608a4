from django.urls import path

from kerege.web.capacity import needs, policies

urlpatterns = [
    path("", needs.needs, name="needs"),
    path("policies/", policies.policies, name="need_policies"),
    path("policies/<slug:owner>/", policies.policy, name="need_policy"),
    path("<uuid:post>/", needs.arithmetic, name="need"),
]
