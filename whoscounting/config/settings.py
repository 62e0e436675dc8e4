"""All settings, with defaults that run on a fresh machine with no environment at all.

WORLD (rehearsal or launch), DATA_DIR, DATABASE_URL, SECRET_KEY, HOST, PORT, PUBLIC_URL, ALLOWED_HOSTS, TRUST_PROXY,
REQUIRE_SECOND_FACTOR and DEBUG change them; so do the settings of letters, see there. bin/run reads WEB_WORKERS too.
"""

from __future__ import annotations

import sys
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
SECRET_KEY_FALLBACKS = env.lines_of(WORLD_DIR / "earlier-secret-keys")  # so that links in letters outlive a change
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
    "whoscounting.portal",
    "whoscounting.census",
    "whoscounting.register",
    "whoscounting.mail",
    "whoscounting.accounts",
    "whoscounting.ledger",
    "whoscounting.config",
    "wagtail.users",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.snippets",
    "wagtail",
    "modelcluster",
    "taggit",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
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
    "allauth.account.middleware.AccountMiddleware",
    "whoscounting.desk.signing_in.gate.unkept",
    "whoscounting.desk.signing_in.gate.second_factor",
    "whoscounting.desk.signing_in.gate.last_seen",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
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
                "whoscounting.pages.context.helpline",
            ],
        },
    },
]

unused = ["pillow_heif"]  # for pictures in HEIC, which we don't take
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
    unused.append("psycopg")
for module in unused:  # Willow and Django REST would load them if they can, 15 MB in each process
    sys.modules.setdefault(module, None)  # type: ignore[arg-type]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = WAGTAILADMIN_LOGIN_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_AGE = 12 * 3600  # without use; who works on stays signed in

# Staff sign-in: nobody can join by themselves, and no letter can leave yet to confirm an address or reset a password.
ACCOUNT_ADAPTER = "whoscounting.desk.signing_in.adapter.StaffAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False  # who has no role would go round in circles; see the desk's SignIn
ACCOUNT_SESSION_REMEMBER = True
# Wrong passwords and codes: 10 for an account and 30 from an address, within a quarter of an hour.
ACCOUNT_RATE_LIMITS = {"login_failed": "30/15m/ip,10/15m/key"}
ACCOUNT_FORMS = {
    "login": "whoscounting.desk.signing_in.forms.SignInForm",
    "reauthenticate": "whoscounting.desk.signing_in.forms.PasswordAgainForm",
    "change_password": "whoscounting.desk.signing_in.forms.NewPasswordForm",
}
SECOND_FACTOR_REQUIRED = env.flag("REQUIRE_SECOND_FACTOR", default=WORLD is World.LAUNCH)
MFA_ADAPTER = "whoscounting.desk.signing_in.adapter.SecondFactorAdapter"
MFA_TOTP_ISSUER = "Who’s Counting?" if WORLD is World.LAUNCH else "Who’s Counting? (rehearsal)"
MFA_TOTP_TOLERANCE = 1  # phones' clocks differ, and some of us type slowly
MFA_FORMS = {
    "authenticate": "whoscounting.desk.signing_in.forms.CodeForm",
    "reauthenticate": "whoscounting.desk.signing_in.forms.CodeAgainForm",
    "activate_totp": "whoscounting.desk.signing_in.forms.SetUpForm",
}
# Failed sign-ins and used codes must count in every process, so the cache is a table of the database. Past this number
# of entries it would forget some; those who guess passwords must not be able to make it do that.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "KEY_FUNCTION": "whoscounting.lib.cachekeys.unreadable",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # A picture's sizes are rows already: looking them up twice would help nobody.
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}

HTTPS = PUBLIC_URL.startswith("https:")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
if env.flag("TRUST_PROXY"):  # only behind a proxy that sets these headers itself; otherwise anyone could set them
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # the last address in X-Forwarded-For is the one that the proxy has seen
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

# Letters. A rehearsal writes to nobody: its letters land in a folder, and its addresses lead nowhere.
REHEARSING = WORLD is World.REHEARSAL
MAILBOX_DIR = WORLD_DIR / "mailbox"
CHARITY_NAME = env.text("CHARITY_NAME", "Rehearsal, no charity" if REHEARSING else "")
MAIL_FROM = "census@rehearsal.invalid" if REHEARSING else env.text("MAIL_FROM")
REPLY_DOMAIN = "reply.rehearsal.invalid" if REHEARSING else env.text("REPLY_DOMAIN")
REPLY_PREFIX = env.text("REPLY_PREFIX", "reply-")  # `census+` where all mail for census+…@ reaches one box
SMTP_URL = "" if REHEARSING else env.text("SMTP_URL")
IMAP_URL = "" if REHEARSING else env.text("IMAP_URL")
WEBHOOK_PROVIDER = "" if REHEARSING else env.text("WEBHOOK_PROVIDER")
WEBHOOK_SECRET = "" if REHEARSING else env.text("WEBHOOK_SECRET")
DKIM_SELECTOR = env.text("DKIM_SELECTOR")
LETTERS_PER_MINUTE = env.number("LETTERS_PER_MINUTE", 600)
LETTERS_PER_DOMAIN = env.number("LETTERS_PER_DOMAIN", 60)  # in a minute
LETTER_LEASE = env.number("LETTER_LEASE", 300)  # seconds after which a worker that says nothing is thought to be gone

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

WAGTAIL_SITE_NAME = "Who’s Counting?"
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAILIMAGES_IMAGE_MODEL = "pages.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "whoscounting.pages.forms.files.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif"]  # no SVG, which can carry scripts
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000  # opened, it takes four bytes for each
WAGTAILDOCS_DOCUMENT_MODEL = "pages.Download"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "whoscounting.pages.forms.files.DownloadForm"
WAGTAILDOCS_EXTENSIONS = ["pdf"]
WAGTAILDOCS_CONTENT_TYPES = {"pdf": "application/pdf"}
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # it asks whether the file is public yet
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True  # what was approved is what is published
WAGTAIL_FINISH_WORKFLOW_ACTION = "whoscounting.pages.approved.publish_approved"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_RESET_ENABLED = False  # it would promise a letter that can't leave
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # our own page for that counts wrong tries
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # no letter leaves before the mail room exists

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # A trust's link is a secret: no line of the log may hold it.
    "formatters": {"masked": {"()": "whoscounting.lib.masking.Masked"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "masked"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Django's own handlers would print unmasked.
        "django": {"level": "WARNING"},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
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
