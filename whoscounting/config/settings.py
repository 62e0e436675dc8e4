"""All settings, with defaults that run on a fresh machine with no environment at all.

WORLD (rehearsal or launch), DATA_DIR, DATABASE_URL, SECRET_KEY, HOST, PORT, PUBLIC_URL, ALLOWED_HOSTS, TRUST_PROXY and
DEBUG change them. bin/run reads WEB_WORKERS too.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF, UNSAFE_INLINE

from whoscounting import __version__
from whoscounting.lib import env
from whoscounting.lib.release import fingerprint
from whoscounting.lib.world import World

BASE_DIR = Path(__file__).resolve().parents[2]
RELEASE = f"{__version__}-{fingerprint(BASE_DIR / 'whoscounting')}"
WORLD = env.choice("WORLD", World.REHEARSAL)
DATA_DIR = Path(env.text("DATA_DIR", str(BASE_DIR / ".data"))).resolve()
WORLD_DIR = env.folder("DATA_DIR", DATA_DIR / WORLD.value)  # each world keeps to its own folder

DEBUG = env.flag("DEBUG")
SECRET_KEY = env.text("SECRET_KEY") or env.kept_secret(WORLD_DIR / "secret-key")
LOOPBACK = ["localhost", "127.0.0.1", "[::1]"]
HOST = env.text("HOST", "127.0.0.1")  # where we listen; 0.0.0.0 means everywhere and is no address to visit
VISITED = "127.0.0.1" if HOST in {"0.0.0.0", "::"} else HOST  # noqa: S104
PUBLIC_URL = env.text("PUBLIC_URL", f"http://{VISITED}:{env.text('PORT', '8000')}").rstrip("/")
ALLOWED_HOSTS = [*LOOPBACK, urlsplit(PUBLIC_URL).hostname or "", *env.words("ALLOWED_HOSTS")]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

INSTALLED_APPS = [
    "whoscounting.rehearsal",
    "whoscounting.pages",
    "whoscounting.atlas",
    "whoscounting.desk",
    "whoscounting.ui",
    "whoscounting.census",
    "whoscounting.register",
    "whoscounting.accounts",
    "whoscounting.ledger",
    "whoscounting.config",
    "wagtail.users",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.contrib.settings",
    "wagtail",
    "modelcluster",
    "taggit",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "whoscounting.config.middleware.robots_stay_out",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "whoscounting.config.middleware.ContentPolicy",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "whoscounting.config.middleware.rehearsal_gate",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "whoscounting.config.urls"
WSGI_APPLICATION = "whoscounting.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

if env.text("DATABASE_URL"):
    try:
        database = dj_database_url.parse(env.text("DATABASE_URL"), conn_max_age=600, conn_health_checks=True)
    except ValueError:  # its message would show the password
        env.give_up("DATABASE_URL must be an address like postgres://user:password@host:5432/name.")
    DATABASES = {"default": database}
else:
    DATABASES = {"default": {"ENGINE": "sqlite3", "NAME": str(WORLD_DIR / "db.sqlite3"), "CONN_MAX_AGE": 600}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["ENGINE"] = "whoscounting.lib.sqlite"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "wagtailadmin_login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
HTTPS = PUBLIC_URL.startswith("https:")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
if env.flag("TRUST_PROXY"):  # only behind a proxy that sets this header itself; otherwise anyone could set it
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = HTTPS
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"

# Public pages: nothing inline, nothing from others. The desk is Wagtail's admin, which still needs inline scripts.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}
DESK_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = WORLD_DIR / "static"
POSTCODES = WORLD_DIR / "postcodes.sqlite3"  # full postcodes, once import_postcodes was run in this world
MEDIA_URL = "/media/"
MEDIA_ROOT = WORLD_DIR / "media"  # what anyone may see
EVIDENCE_ROOT = WORLD_DIR / "evidence"  # what only staff may see
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

WAGTAIL_SITE_NAME = "Who’s Counting?"
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAILIMAGES_IMAGE_MODEL = "pages.Picture"
WAGTAILDOCS_DOCUMENT_MODEL = "pages.Download"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_RESET_ENABLED = False  # it would promise a letter that can't leave
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # no letter leaves before the mail room exists

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}, "nowhere": {"class": "logging.NullHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # What strangers ask for that isn't there is no trouble of ours, and none of the log's business.
        "django.request": {"level": "ERROR"},
        "django.security": {"handlers": ["nowhere"], "propagate": False},
    },
}
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # other names under the same domain are not ours to bind to https
    "security.W019",  # the editors' preview shows our own pages in a frame
    "security.W021",  # whether browsers ship with the domain in their list is the charity's decision
]
