"""Django settings. Everything a city decides is content, everything an operator decides is in the environment (docs/operations.md)."""
import os
from pathlib import Path

import dj_database_url

from zhengtong.kernel.crypto.keyring import secret
from zhengtong.site import homes

BASE_DIR = homes.ROOT
PACKAGE = Path(__file__).resolve().parents[1]

DEBUG = False
SECRET_KEY = secret(homes.KEYS, "sessions").hex()
ALLOWED_HOSTS = [*filter(None, os.environ.get("ZT_ALLOWED_HOSTS", "").split(",")), "127.0.0.1", "localhost", "[::1]", "testserver"]
ROOT_URLCONF = "zhengtong.site.urls"
WSGI_APPLICATION = "zhengtong.site.wsgi.application"
AUTH_USER_MODEL = "zt_identity.Account"

ZT_CITY = homes.CITY
ZT_HOME = homes.HOME
ZT_KEYS = homes.KEYS
ZT_FILES = homes.FILES
ZT_PUBLIC = homes.PUBLIC
ZT_CONTENT = homes.CONTENT
ZT_PUBLIC_URL = homes.PUBLIC_URL
ZT_EMBEDDED = homes.EMBEDDED
ZT_DEMO = homes.EMBEDDED or os.environ.get("ZT_DEMO") == "1"   # demonstration sign-ins exist only here
# outside systems: the path of the adapter's class; each simulator serves a demonstration only, and knows its people and firms only
ZT_TEXT_LINE = os.environ.get("ZT_TEXT_LINE", "simulator")
ZT_SEAL = os.environ.get("ZT_SEAL", "built-in")   # who seals documents; the built-in key says 演示 on each
ZT_PEOPLE_REGISTER = os.environ.get("ZT_PEOPLE_REGISTER", "simulator")
ZT_FIRM_REGISTER = os.environ.get("ZT_FIRM_REGISTER", "simulator")
ZT_CARD_READER = os.environ.get("ZT_CARD_READER", "simulator")
ZT_OUTSIDE_SYSTEMS = os.environ.get("ZT_OUTSIDE_SYSTEMS", "simulator")   # national and provincial systems that decide: code=path, …

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "lucide",
    "zhengtong.kernel.ledger",
    "zhengtong.kernel.content",
    "zhengtong.kernel.files",
    "zhengtong.kernel.messages",
    "zhengtong.foundation.identity",
    "zhengtong.foundation.elements",
    "zhengtong.foundation.forms",
    "zhengtong.foundation.catalogue",
    "zhengtong.delivery.approvals",
    "zhengtong.delivery.licences",
    "zhengtong.delivery.cases",
    "zhengtong.accountability.evaluation",
    "zhengtong.channels.ui",
    "zhengtong.channels.portal",
    "zhengtong.channels.workbench",
    "zhengtong.channels.gateway",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "zhengtong.channels.ui.accounts.apps.Sessions",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "zhengtong.channels.ui.middleware.SecurityHeaders",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zhengtong.channels.ui.middleware.Refusals",
    "allauth.account.middleware.AccountMiddleware",   # innermost: what it raises to ask for the password again is its own to answer
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "zhengtong.channels.ui.context.page",
            ],
        },
    }
]

if homes.EMBEDDED:
    homes.HOME.mkdir(parents=True, exist_ok=True)
    DATABASES: dict[str, object] = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": homes.HOME / "zhengtong.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;",
            },
            "TEST": {"NAME": os.environ.get("ZT_TEST_SQLITE") or None},
        }
    }
else:
    # statements are prepared by the server after a few runs, which spares it a third of its work
    _PREPARED = {"server_side_binding": True, "prepare_threshold": 5}
    _FOUND = dj_database_url.parse(homes.DATABASE_URL, conn_max_age=None, conn_health_checks=True)
    DATABASES = {"default": {**_FOUND, "OPTIONS": {**_PREPARED, **_FOUND.get("OPTIONS", {})}}}

# limits on guessing are counted for the whole machine, not for each process
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": homes.HOME / "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},   # what is counted is not pushed out by counting more
    }
}

AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend", "allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "zhengtong.channels.ui.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"username", "phone"}
# accounts that the platform opens may have no telephone; the field of our form asks for one all the same
ACCOUNT_SIGNUP_FIELDS = ["username*", "phone", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PHONE_VERIFICATION_TIMEOUT = 300
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = ACCOUNT_PHONE_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_PHONE_VERIFICATION_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "request_login_code": "zhengtong.channels.ui.accounts.forms.RequestCode", "signup": "zhengtong.channels.ui.accounts.forms.SignUp",
}
ACCOUNT_RATE_LIMITS = {"verify_phone": "1/20s/key,20/m/ip", "change_phone": "5/m/user"}
MFA_ADAPTER = "zhengtong.channels.ui.accounts.mfa.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "政通"
MFA_FORMS = {
    "authenticate": "zhengtong.channels.ui.accounts.forms.Authenticate",
    "reauthenticate": "zhengtong.channels.ui.accounts.forms.Reauthenticate",
    "activate_totp": "zhengtong.channels.ui.accounts.forms.ActivateTotp",
    "add_webauthn": "zhengtong.channels.ui.accounts.forms.AddPasskey",
    "authenticate_webauthn": "zhengtong.channels.ui.accounts.forms.AuthenticatePasskey",
    "login_webauthn": "zhengtong.channels.ui.accounts.forms.LoginPasskey",
    "reauthenticate_webauthn": "zhengtong.channels.ui.accounts.forms.ReauthenticatePasskey",
}
LOGIN_REDIRECT_URL = "/my/"
LOGIN_URL = "/accounts/login/"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]     # each in its own language
LOCALE_PATHS = [PACKAGE / "kernel" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = homes.HOME / "static"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SESSION_COOKIE_HTTPONLY = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if homes.PUBLIC_URL.startswith("https:"):
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    CSRF_TRUSTED_ORIGINS = [homes.PUBLIC_URL]

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
ZT_UPLOAD_LIMIT = 20 * 1024 * 1024    # bytes a file

# requests of programs within a minute: (of one caller, from one address); ZT_API_RATES=off where something in front counts them
ZT_API_RATES = {"find": (1200, 6000), "read": (600, 6000), "write": (240, 2400), "sign_in": (60, 120)}
if os.environ.get("ZT_API_RATES") == "off":
    ZT_API_RATES = {}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("ZT_LOG", "WARNING")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
