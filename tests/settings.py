"""The settings of the tests: the real ones, in a folder that is thrown away, whatever the environment says.

DATABASE_URL counts, so that the same tests run on PostgreSQL. DATA_DIR counts as the place of the folder.
"""

import atexit
import os
import shutil
import sys
import tempfile

OTHERS = ("ALLOWED_HOSTS", "DEBUG", "SECRET_KEY", "TRUST_PROXY", "REQUIRE_SECOND_FACTOR")
LETTERS = ("CHARITY_NAME", "MAIL_FROM", "REPLY_DOMAIN", "SMTP_URL", "IMAP_URL", "WEBHOOK_PROVIDER", "DKIM_SELECTOR")
for name in ("WORLD", "HOST", "PORT", "PUBLIC_URL", *OTHERS, *LETTERS):
    os.environ.pop(name, None)
if os.environ.get("DATA_DIR"):
    os.makedirs(os.environ["DATA_DIR"], exist_ok=True)
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="whoscounting-tests-", dir=os.environ.get("DATA_DIR"))
atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)

from whoscounting.config.settings import *  # noqa: E402, F403
from whoscounting.config.settings import DATABASES, STORAGES, WORLD_DIR  # noqa: E402

if sys.modules.get("psycopg", True) is None:  # not loaded on SQLite, but tests want it
    del sys.modules["psycopg"]
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # A file, as in real life, so that threads and other processes see it; not hurried to the disk, to be quick.
    DATABASES["default"] |= {
        "TEST": {"NAME": WORLD_DIR / "test.sqlite3"},
        "OPTIONS": {"init_command": "PRAGMA synchronous = OFF"},
    }
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick, because these passwords guard nothing
# Without hashed names, for which all files would have to be collected first.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
