"""Addresses of sign-in and sign-out, under the names that the sign-in library asks for."""

from allauth.account import views
from django.urls import path
from django.views.generic import RedirectView

from kerege.web.account.views import SignInView

urlpatterns = [
    path("sign-in/", SignInView.as_view(), name="account_login"),
    path("sign-out/", views.logout, name="account_logout"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/sent/", views.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/<uidb36>-<key>/",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("sign-up/", views.signup, name="account_signup"),
    # The library asks for this name. Addresses of accounts are changed by an action and its act, not by its page.
    path("email/", RedirectView.as_view(pattern_name="home"), name="account_email"),
]
