from django.urls import path

from kerege.web.jobs import views

urlpatterns = [
    path("", views.board, name="jobs"),
    path("<slug:key>/run/", views.run, name="job_run"),
    path("mail/<uuid:uid>/send/", views.send, name="mail_send"),
]
