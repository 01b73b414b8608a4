from django.urls import path
from django.views.generic import RedirectView

from kerege.web.people import accounts, bodies, entrance, handing, tasks, views

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="seats"), name="people"),
    path("seats/", views.seats, name="seats"),
    path("seats/new/", views.new_seat, name="new_seat"),
    path("seats/<slug:key>/", views.seat, name="seat"),
    path("invitations/", entrance.invitations, name="invitations"),
    path("lost-factors/", entrance.lost_factors, name="lost_factors"),
    path("seats/<slug:key>/hand-over/", handing.hand_over, name="hand_over"),
    path("handovers/", handing.handovers, name="seat_handovers"),
    path("handovers/<uuid:uid>/", handing.handover, name="seat_handover"),
    path("handovers/<uuid:uid>/withdraw/", handing.withdraw_handover, name="withdraw_handover"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/<uuid:uid>/", accounts.account, name="account"),
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/new/", tasks.new_task, name="new_task"),
    path("tasks/<uuid:uid>/", tasks.task, name="task"),
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/<slug:key>/", bodies.organisation, name="organisation"),
]
