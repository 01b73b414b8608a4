from django.urls import path

from kerege.web.alerts import mail, views, writing

urlpatterns = [
    path("", views.overview, name="alerts"),
    path("mail/", mail.mail, name="alert_mail"),
    path("mail/stop/<str:token>/", mail.stop, name="stop_alert_mail"),
    path("new/", writing.new_alert, name="new_alert"),
    path("<uuid:uid>/", views.alert_page, name="alert"),
    path("<uuid:uid>/edit/", writing.edit_alert, name="edit_alert"),
    path("<uuid:uid>/do/", writing.do, name="do_alert"),
    path("<uuid:uid>.xml", views.document, name="alert_document"),
]
