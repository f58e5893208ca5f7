"""Django's settings. Whatever differs between installations comes from the environment: see environment.py."""

import gc
import os
import sys
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF

from zenne.web.environment import PROJECT_FOLDER, WrongSettings, read_environment
from zenne.web.locales import interface_languages
from zenne.web.logs import configure_logs
from zenne.web.mailboxes import read_mailboxes
from zenne.web.providers import read_providers

gc.disable()  # until WebConfig.ready: what modules make while they are imported stays, and looking through it is slow

try:
    environment = read_environment()
except WrongSettings as wrong:
    sys.exit(f"Zenne cannot start:\n{wrong}")

SOURCE_FOLDER = PROJECT_FOLDER / "src" / "zenne"
ASSETS_FOLDER = environment.data_folder / "assets"
ICONS_FOLDER = PROJECT_FOLDER / "node_modules" / "lucide-static" / "icons"

SECRET_KEY = environment.secret_key
SECRET_KEY_FALLBACKS = environment.secret_key_fallbacks
DEBUG = environment.debug
ALLOWED_HOSTS = environment.allowed_hosts
BASE_URL = str(environment.base_url).rstrip("/")
DATA_FOLDER = environment.data_folder

INSTALLED_APPS = [
    "zenne.core.languages",
    "zenne.core.personal_data",
    "zenne.core.content",
    "zenne.core.limits",
    "zenne.core.calendar",
    "zenne.core.search",
    "zenne.core.events",
    "zenne.core.audit",
    "zenne.core.operations",
    "zenne.accounts",
    "zenne.core.tasks",
    "zenne.core.rights",
    "zenne.core.outbox",
    "zenne.catalogue",
    "zenne.catalogue.desk",
    "zenne.workforce",
    "zenne.dataportal",
    "zenne.counters.capacity",
    "zenne.counters.appointments",
    "zenne.counters.queue",
    "zenne.counters.planning",
    "zenne.counters.figures",
    "zenne.mailroom.letters",
    "zenne.mailroom.intake",
    "zenne.mailroom.routing",
    "zenne.mailroom.translation",
    "zenne.mailroom.answers",
    "zenne.mailroom.desk",
    "zenne.mailroom.ready",
    "zenne.mailroom.figures",
    "zenne.web",
    "django.contrib.staticfiles",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "zenne.core.operations.headers.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "zenne.core.operations.measuring.MeasuringMiddleware",
    "zenne.web.middleware.log_request",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "zenne.core.rest.middleware.OpenDataMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "csp.middleware.CSPMiddleware",
    "zenne.core.content.middleware.ContentVersionMiddleware",
    "zenne.web.middleware.only_languages_of_the_city",
    "zenne.accounts.middleware.AskerMiddleware",
    "zenne.web.middleware.page_for_wrong_method",
    "zenne.core.limits.middleware.LimitMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "zenne.web.urls"
WSGI_APPLICATION = "zenne.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "csp.context_processors.nonce",
                "zenne.web.context.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "zenne.core.languages.templatetags.dates",
                "zenne.core.languages.templatetags.numbers",
                "zenne.core.languages.templatetags.punctuation",
                "zenne.core.languages.templatetags.translated",
                "zenne.web.templatetags.components",
            ],
        },
    }
]

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["zenne.accounts.backend.PersonBackend"]
STAFF_SECOND_FACTOR = environment.staff_second_factor == "required"
DEMO = environment.demo
OIDC_PROVIDERS = read_providers(environment.oidc_providers)
SOCIALACCOUNT_ADAPTER = "zenne.accounts.oidc.adapter.ProviderAdapter"
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
MFA_ADAPTER = "zenne.accounts.second_factors.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"

SESSION_ENGINE = "zenne.accounts.sessions"
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "zenne.web.errors.form_not_accepted"
CSRF_COOKIE_AGE = None

DATABASES = {"default": environment.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 1000}}}

FILES_FOLDER = MEDIA_ROOT = environment.data_folder / "files"
BACKUP_FOLDER = environment.data_folder / "backups"
# prometheus-client knows this folder only by the environment, and looks when it is imported.
METRICS_FOLDER = Path(os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(environment.data_folder / "metrics")))
METRICS_TOKEN = environment.metrics_token
AUDIT_YEARS = environment.audit_years
LIMITS_FILE = environment.data_folder / "limits.sqlite3"
TRUSTED_PROXIES = environment.proxies if environment.behind_proxy else 0
API_REQUESTS_PER_MINUTE = environment.api_requests_per_minute
EMAIL_BACKEND = "zenne.core.outbox.backend.NoMailPastTheOutbox"
MAIL_URL = environment.email_url
MAIL_SENDER_NAME, MAIL_SENDER = parseaddr(environment.email_from)
MAIL_REPLY_TO = parseaddr(environment.email_reply_to)[1]
DKIM_KEY, DKIM_DOMAIN, DKIM_SELECTOR = environment.dkim_key, environment.dkim_domain, environment.dkim_selector
CLAMD = environment.clamd
TRANSLATOR_FOLDER = Path(environment.translator_folder) if environment.translator_folder else None
MAILBOXES = read_mailboxes(environment.mailboxes)
SMS_URL, SMS_TOKEN = environment.sms_url, environment.sms_token
WEBHOOKS_INSIDE = environment.webhooks_inside
DATA_MEMORY_MB, DATA_THREADS = environment.data_memory_mb, environment.data_threads
DATA_SECONDS, DATA_FILE_MB = environment.data_seconds, environment.data_file_mb
FETCH_INSIDE = environment.fetch_inside
DATA_REQUESTS_PER_DAY = environment.data_requests_per_day
LIVE_URL = environment.live_url
TASKS = {"default": {"BACKEND": "zenne.core.tasks.backend.WorkBackend", "QUEUES": []}}


LANGUAGES = interface_languages(SOURCE_FOLDER / "locale")
LANGUAGE_CODE = "en"
LOCALE_PATHS = [SOURCE_FOLDER / "locale"]
FORMAT_MODULE_PATH = "zenne.web.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

STATIC_URL = "/static/"
STATIC_ROOT = ASSETS_FOLDER / "served"
STATICFILES_DIRS = [ASSETS_FOLDER / "built"] if (ASSETS_FOLDER / "built").is_dir() else []
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [NONCE, "'strict-dynamic'"],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "connect-src": [SELF, *([environment.live_url] if environment.live_url else [])],
        "worker-src": [SELF, "blob:"],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
WHITENOISE_ALLOW_ALL_ORIGINS = False
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = False
CSRF_COOKIE_HTTPONLY = SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = SESSION_COOKIE_SAMESITE = "Lax"
if urlsplit(BASE_URL).scheme == "https":
    SECURE_HSTS_SECONDS = 31_536_000
    CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
if environment.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING_CONFIG = None
LOG_FORMAT = environment.log_format
configure_logs(level=environment.log_level, style=environment.log_format, debug=environment.debug)
