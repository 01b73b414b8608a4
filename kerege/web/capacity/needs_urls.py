from django.urls import path

from kerege.web.capacity import policies

urlpatterns = [
    path("policies/", policies.policies, name="need_policies"),
    path("policies/<slug:owner>/", policies.policy, name="need_policy"),
]
