"""Django's settings, in one file. What differs between nodes comes from kerege/config/environment.py."""

import os
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from django.conf import global_settings
from django.conf.locale import LANG_INFO

from kerege.config import environment as env
from kerege.config import secret

BASE = Path(__file__).resolve().parent.parent
DATA = Path(env.read("DATA")).resolve()

KEREGE_NODE = env.read("KEREGE_NODE")
KEREGE_DEMO = env.flag("KEREGE_DEMO") or (DATA / "demo").exists()
KEREGE_DEMO_PASSWORD = "kerege-demo-2026"  # noqa: S105 - no secret: the demo prints it, and only the demo has it
KEREGE_BULK_READ = env.number("KEREGE_BULK_READ", least=1)
KEREGE_MIN_CELL = env.number("KEREGE_MIN_CELL", least=1)
KEREGE_DATA_LICENCE = env.read("KEREGE_DATA_LICENCE")

KEREGE_DISK_LOW_MB = env.number("KEREGE_DISK_LOW_MB", least=0)
KEREGE_DISK_RESERVE_MB = env.number("KEREGE_DISK_RESERVE_MB", least=0)
KEREGE_BACKUP_DAYS = env.number("KEREGE_BACKUP_DAYS", least=1, most=365)

SECRET_KEY = env.read("KEREGE_SECRET_KEY") or secret.kept_in(DATA)
KEREGE_FACTOR_KEYS = env.fernet_keys("KEREGE_FACTOR_KEYS")
DEBUG = env.flag("KEREGE_DEBUG")
KEREGE_HOSTS = [h.strip() for h in env.read("KEREGE_HOSTS").split(",") if h.strip()]
KEREGE_ADDRESS = env.address(env.read("KEREGE_ADDRESS"), KEREGE_HOSTS, env.read("PORT"))
KEREGE_ISSUER = env.read("KEREGE_ISSUER")
KEREGE_CONTENT_HOST = env.read("KEREGE_CONTENT_HOST")
KEREGE_ELEARNING_SITES = frozenset(
    site.strip().lower().rstrip("/") for site in env.read("KEREGE_ELEARNING_SITES").split(",") if site.strip()
)
KEREGE_OUTGOING_HOSTS = frozenset(h.strip() for h in env.read("KEREGE_OUTGOING_HOSTS").split(",") if h.strip())
KEREGE_SECURITY_CONTACT = env.read("KEREGE_SECURITY_CONTACT")
ALLOWED_HOSTS = [*KEREGE_HOSTS, *([KEREGE_CONTENT_HOST.rsplit(":", 1)[0]] if KEREGE_CONTENT_HOST else [])]

INSTALLED_APPS = [
    "django.contrib.auth",  # allauth and sessions need its backends
    "django.contrib.contenttypes",  # allauth needs it
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "kerege.journal",
    "kerege.files",
    "kerege.atlas",
    "kerege.people",
    "kerege.jobs",
    "kerege.sharing",
    "kerege.privacy",
    "kerege.inventory",
    "kerege.lrs",
    "kerege.law",
    "kerege.capacity",
    "kerege.training",
    "kerege.response",
    "kerege.outreach",
    "kerege.planning",
    "kerege.indicators",
    "kerege.upkeep",
    "kerege.web.shell",
    "kerege.web.account",
]

MIDDLEWARE = [
    "kerege.web.shell.requests.RequestMiddleware",
    "csp.middleware.CSPMiddleware",
    "kerege.web.shell.headers.HeadersMiddleware",
    "kerege.web.health.middleware.HealthMiddleware",  # before names of hosts are asked: a probe names the machine
    "kerege.web.shell.methods.HeadMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "kerege.web.content.middleware.ContentHostMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "kerege.config.replica.middleware.ReplicaMiddleware",  # outside of the session, which it reads and writes
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "kerege.web.shell.limits.LimitsMiddleware",  # before the body is read
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kerege.web.account.sessions.SessionLimits",
    "kerege.web.shell.middleware.ReaderMiddleware",
    "kerege.web.lti_tool.inside.GuestsMiddleware",
    "kerege.web.account.programs.ProgramsMiddleware",
    "kerege.web.shell.closed.ClosedMiddleware",
    "kerege.web.privacy.middleware.LooksMiddleware",
    "kerege.web.shell.fresh.ProofMiddleware",
]

ROOT_URLCONF = "kerege.config.urls"
WSGI_APPLICATION = "kerege.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted((BASE / "web").glob("*/templates")),
        "APP_DIRS": False,  # no page of a library can be reached; what it needs and we have not is a fault
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kerege.web.shell.context.shell",
                "kerege.web.account.sso.offer.single_sign_on",
            ],
        },
    }
]

_url = env.read("DATABASE_URL")
DATABASES = {"default": env.postgres(_url) if _url else env.sqlite(str(DATA / "kerege.sqlite3"))}
KEREGE_REPLICA_LAG = env.number("KEREGE_REPLICA_LAG", least=0)
KEREGE_PIN_COOKIE = "read-from"
KEREGE_NOTICE_COOKIE, KEREGE_KNOWN_COOKIE = "notice", "device"
MESSAGE_STORAGE = "kerege.web.shell.notices.Notices"
LANGUAGE_COOKIE_NAME = "language"
KEREGE_REPLICA = bool(_replica := env.read("DATABASE_REPLICA_URL"))
if KEREGE_REPLICA:
    DATABASES["replica"] = env.postgres(_replica) | {"TEST": {"MIRROR": "default"}}
    DATABASE_ROUTERS = ["kerege.config.replica.router.ReplicaRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Sign-in
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "kerege.web.account.passwords.GuessablePassword"},
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_FORMS = {"login": "kerege.web.account.forms.SignIn"}
ACCOUNT_ADAPTER = "kerege.web.account.adapter.ClosedSignup"
ACCOUNT_RATE_LIMITS = {
    "login": "240/m/ip"
}  # a course behind one address; wrong ones are counted by themselves, 10/m/ip
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts are made by a node administrator, who knows the address
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
MFA_ADAPTER = "kerege.web.account.factors.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "kerege.web.account.forms.SecondFactorForm",
    "activate_totp": "kerege.web.account.forms.AddAppForm",
    "add_webauthn": "kerege.web.account.forms.AddPasskeyForm",
    "edit_webauthn": "kerege.web.account.forms.RenamePasskeyForm",
}
MFA_TOTP_TOLERANCE = 1  # clocks of phones are often half a minute wrong
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the address is known to whoever opened the account
KEREGE_SSO_SECRETS = env.read("KEREGE_SSO_SECRETS")
SOCIALACCOUNT_ADAPTER = "kerege.web.account.sso.adapter.SingleSignOn"
SOCIALACCOUNT_STORE_TOKENS = SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_AUTO_SIGNUP = False
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("KEREGE_PROXIES", least=0, most=9)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"

# Sessions and headers. What every answer has besides stands in kerege/web/shell/headers.py.
SESSION_ENGINE = "kerege.web.shell.closed"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600  # at most; web/account/sessions ends them earlier
CSRF_COOKIE_HTTPONLY = True
SILENCED_SYSTEM_CHECKS = ["security.W002"]  # headers.py forbids framing on every answer, files and errors too
if env.flag("KEREGE_HTTPS"):
    LANGUAGE_COOKIE_SECURE = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
    # Refused by web/shell/limits: a program that is sent on never learns of it.
    SECURE_REDIRECT_EXEMPT = [r"^api/", r"^openrosa/", r"^xapi/"]
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SILENCED_SYSTEM_CHECKS += ["security.W021"]  # preloading binds the whole domain: its owner decides, no program
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    KEREGE_PIN_COOKIE, LANGUAGE_COOKIE_NAME = "__Host-read-from", "__Host-language"
    KEREGE_NOTICE_COOKIE, KEREGE_KNOWN_COOKIE = "__Host-notice", "__Host-device"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "media-src": ["blob:"],  # a film that a device keeps
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
        "require-trusted-types-for": ["'script'"],
        "trusted-types": ["default"],  # frontend/src/js/trusted.js
        "upgrade-insecure-requests": env.flag("KEREGE_HTTPS"),
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FILES = 110  # a form from a phone with up to a hundred pictures; limits.py takes fewer elsewhere

# Languages. `uz-cyrl` and `fa` follow BCP 47; Django has no entry for Uzbek in Cyrillic, Tajik in ours or Pashto.
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("ru", "Русский"),
    ("kk", "Қазақша"),
    ("ky", "Кыргызча"),
    ("uz", "Oʻzbekcha"),
    ("uz-cyrl", "Ўзбекча"),
    ("tg", "Тоҷикӣ"),
    ("mn", "Монгол"),
    ("fa", "فارسی / دری"),
    ("ps", "پښتو"),
    ("ur", "اردو"),
]
LANG_INFO.update(
    {
        "uz-cyrl": {"bidi": False, "code": "uz-cyrl", "name": "Uzbek (Cyrillic)", "name_local": "Ўзбекча"},
        "ps": {"bidi": True, "code": "ps", "name": "Pashto", "name_local": "پښتو"},
    }
)
LANGUAGES_BIDI = [*global_settings.LANGUAGES_BIDI, "ps"]
COMPLETE_LANGUAGES = frozenset({"en", "ru"})
LOCALE_PATHS = [BASE / "locale"]
LANGUAGE_COOKIE_AGE = 31_536_000
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"

# Files that pages use
STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": env.files(env.read("KEREGE_FILES_URL"), str(DATA / "files")),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 31_536_000

# Files that people hand in (kerege/files)
KEREGE_FILES_MB = env.number("KEREGE_FILES_MB", least=1)
KEREGE_SCANNER = env.read("KEREGE_SCANNER")
FILE_UPLOAD_PERMISSIONS = 0o600

# Mail
_mail = env.mail(env.read("KEREGE_MAIL_URL"))
KEREGE_MAIL_BACKEND = _mail.backend
EMAIL_BACKEND = "kerege.config.mail.QueuedMail" if env.read("KEREGE_MAIL_URL") else _mail.backend
EMAIL_HOST, EMAIL_PORT = _mail.host, _mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.user, _mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.starttls, _mail.tls
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.read("KEREGE_MAIL_FROM")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
CACHES: dict[str, dict[str, Any]] = {
    # Counted tries and used codes: the same for every process and machine, because all share the database.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kerege_shared",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # What can be made again from records (records/keeping.py): of one process, and quick.
    "near": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

# What machines may ask (web/health)
KEREGE_METRICS_FROM = tuple(ip_network(a.strip()) for a in env.read("KEREGE_METRICS_FROM").split(",") if a.strip())
KEREGE_METRICS_TOKEN = env.read("KEREGE_METRICS_TOKEN")
KEREGE_METRICS_FOLDER = os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(DATA / "metrics")  # its library looks there
KEREGE_GAUGES = ["kerege.config.gauges.gauges", "kerege.config.replica.watch.gauges", "kerege.jobs.queries.gauges"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": f"kerege.lib.logs.{'PlainLines' if env.flag('KEREGE_LOG_TEXT') else 'JsonLines'}"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"kerege.security": {"level": "INFO"}},
}
