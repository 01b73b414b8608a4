from django.urls import path

from kerege.web.capacity.certificates import cases, changed, deliveries, feedback, schemes, views

urlpatterns = [
    path("", views.certificates, name="certificates"),
    path("new/", views.nominate, name="nominate_trainer"),
    path("review/", views.review, name="certificate_review"),
    path("changed/", changed.changed, name="certificates_changed"),
    path("schemes/", schemes.schemes, name="certificate_schemes"),
    path("schemes/<str:owner>/<slug:key>/", schemes.scheme, name="certificate_scheme"),
    path("cases/<uuid:uid>/", cases.case, name="certificate_case"),
    path("cases/<uuid:case>/deliveries/<uuid:uid>/", deliveries.delivery, name="certificate_delivery"),
    path("feedback/<str:token>/", feedback.feedback, name="certificate_feedback"),
]
