from django.urls import path

from kerege.web.credentials import machine, mine, others, register, verify

urlpatterns = [
    path(".well-known/did.json", machine.did, name="did"),
    path("badges/status/<slug:purpose>/<int:part>/", machine.status, name="badge_status"),
    path("badges/achievements/<slug:key>/<str:version>/", machine.achievement, name="badge_achievement"),
    path("verify/", verify.verify, name="verify"),
    path("verify/offline.zip", verify.offline, name="verify_offline"),
    path("verify/<str:number>/", verify.verify_number, name="verify_number"),
    path("certified/", register.register, name="certified"),
    path("certified/export/<str:owner>/", register.national, name="certified_export"),
    path("certified/me/", mine.mine, name="my_certificates"),
    path("certified/me/<str:number>/badge/", mine.badge, name="my_badge"),
    path("certified/me/<str:number>/paper/", mine.paper, name="my_certificate_paper"),
    path("certified/others/", others.externals, name="external_certificates"),
    path("certified/others/new/", others.new_external, name="new_external_certificate"),
    path("certified/others/<uuid:uid>/", others.external_certificate, name="external_certificate"),
]
