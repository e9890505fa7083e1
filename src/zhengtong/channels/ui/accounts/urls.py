"""Addresses below /accounts/: those of allauth's that we offer, each with its guard; what is not listed is not there."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path

from zhengtong.channels.ui.accounts import entering, recovering, security
from zhengtong.channels.ui.guards import public, signed_in

urlpatterns = [
    path("login/", public(account.login), name="account_login"),
    path("logout/", public(account.logout), name="account_logout"),
    path("inactive/", public(account.account_inactive), name="account_inactive"),
    path("signup/", public(account.signup), name="account_signup"),
    path("login/code/", public(account.request_login_code), name="account_request_login_code"),
    path("login/code/confirm/", public(entering.confirm_login_code), name="account_confirm_login_code"),
    path("phone/verify/", public(entering.verify_phone), name="account_verify_phone"),
    path("password/reset/", recovering.begin, name="account_reset_password"),
    path("password/reset/code/", recovering.code, name="account_recovery_code"),
    path("password/reset/new/", recovering.new, name="account_recovery_new"),
    path("2fa/authenticate/", public(mfa.authenticate), name="mfa_authenticate"),
    path("2fa/webauthn/login/", public(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("reauthenticate/", signed_in(account.reauthenticate), name="account_reauthenticate"),
    path("password/change/", signed_in(account.password_change), name="account_change_password"),
    path("phone/change/", signed_in(account.change_phone), name="account_change_phone"),
    path("sessions/", security.to_overview, name="usersessions_list"),
    path("2fa/", security.to_overview, name="mfa_index"),
    path("2fa/done/", security.go_on, name="mfa_done"),
    path("2fa/reauthenticate/", signed_in(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("2fa/totp/activate/", signed_in(totp.activate_totp), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", signed_in(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", signed_in(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", signed_in(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("2fa/recovery-codes/download/", signed_in(recovery.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("2fa/webauthn/", security.to_overview, name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", signed_in(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("2fa/webauthn/reauthenticate/", signed_in(passkeys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", signed_in(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/edit/", signed_in(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
]
