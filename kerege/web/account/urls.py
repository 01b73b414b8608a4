"""Addresses of sign-in and sign-out, under the names that the sign-in library asks for."""

from allauth.account import views
from django.urls import path, re_path
from django.views.generic import RedirectView

from kerege.web.account import devices, entrance, language, second_factor, sessions
from kerege.web.account.sso import identities
from kerege.web.account.sso import views as sso
from kerege.web.account.views import SignInView

urlpatterns = [
    path("sign-in/", SignInView.as_view(), name="account_login"),
    path("sign-out/", sessions.sign_out, name="account_logout"),
    path("password/change/", second_factor.guarded(views.password_change), name="account_change_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/sent/", views.password_reset_done, name="account_reset_password_done"),
    re_path(  # the key has hyphens of its own
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("reauthenticate/", second_factor.reauthenticate, name="account_reauthenticate"),
    path("sessions/", sessions.sessions, name="usersessions_list"),
    path("devices/", devices.devices, name="devices"),
    path("letters/", language.letters, name="letters_to_me"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("sign-up/", views.signup, name="account_signup"),
    # The library asks for this name. Addresses of accounts are changed by an action and its act, not by its page.
    path("email/", RedirectView.as_view(pattern_name="home"), name="account_email"),
    path("invitation/<str:token>/", entrance.accept, name="invitation"),
    path("second-factor/lost/", entrance.ask_without_factor, name="ask_without_factor"),
    # Second factors
    path("second-factor/", second_factor.overview, name="mfa_index"),
    path("second-factor/sign-in/", second_factor.second_factor, name="mfa_authenticate"),
    path("second-factor/app/", second_factor.add_app, name="mfa_activate_totp"),
    path("second-factor/app/remove/", second_factor.remove_app, name="mfa_deactivate_totp"),
    path("second-factor/recovery-codes/", second_factor.recovery_codes, name="mfa_view_recovery_codes"),
    path("second-factor/recovery-codes/new/", second_factor.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("second-factor/passkeys/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("second-factor/passkeys/add/", second_factor.add_passkey, name="mfa_add_webauthn"),
    path("second-factor/passkeys/<int:pk>/remove/", second_factor.remove_passkey, name="mfa_remove_webauthn"),
    path("second-factor/passkeys/<int:pk>/edit/", second_factor.rename_passkey, name="mfa_edit_webauthn"),
    path("passkey/", second_factor.sign_in_by_passkey, name="mfa_login_webauthn"),
    # Single sign-on; without DATA/sso.toml each of these answers 404
    path("single-sign-on/", identities.identities, name="identities"),
    path("single-sign-on/confirm/", identities.confirm, name="sso_confirm"),
    path("single-sign-on/providers/", identities.providers, name="identity_providers"),
    path("single-sign-on/<slug:key>/sign-in/", sso.sign_in, name="sso_sign_in"),
    path("single-sign-on/<slug:key>/link/", sso.link, name="sso_link"),
    path("single-sign-on/<slug:key>/unlink/", identities.unlink, name="sso_unlink"),
    path("single-sign-on/<slug:key>/callback/", sso.callback, name="sso_callback"),
    path("single-sign-on/<slug:key>/consume/", sso.consume, name="sso_consume"),
    path("single-sign-on/<slug:key>/finish/", sso.finish, name="sso_finish"),
    path("single-sign-on/<slug:key>/not-linked/", sso.not_linked, name="sso_not_linked"),
    path("single-sign-on/<slug:key>/metadata/", sso.metadata, name="sso_metadata"),
]
