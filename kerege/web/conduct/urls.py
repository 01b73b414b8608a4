from django.urls import path

from kerege.web.conduct import pledging, self_check, views

urlpatterns = [
    path("", views.codes, name="codes"),
    path("new/", views.new_code, name="new_code"),
    path("self-check/", self_check.self_check, name="self_check"),
    path("pledges/<uuid:uid>/", pledging.confirmation, name="pledge"),
    path("<slug:key>/", views.code, name="code"),
    path("<slug:key>/sign/", pledging.sign, name="sign_code"),
    path("<slug:key>/adopt/", views.adopt, name="adopt_code"),
]
