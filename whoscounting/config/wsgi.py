"""What the web server runs: Django, behind the store of finished pages."""

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from django.core.wsgi import get_wsgi_application

sys.setswitchinterval(0.001)  # seconds, not 0.005: who asks for a small page waits less beside a large one
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "whoscounting.config.settings")
django = get_wsgi_application()

from django.conf import settings  # noqa: E402
from django.utils import timezone  # noqa: E402

from whoscounting.atlas import freshness  # noqa: E402
from whoscounting.config import inuse  # noqa: E402
from whoscounting.config.stored import StoredPages  # noqa: E402
from whoscounting.lib.env import give_up  # noqa: E402
from whoscounting.lib.pagestore import PageStore  # noqa: E402
from whoscounting.lib.sqlite.commits import Commits  # noqa: E402


class RememberedKey:
    """The freshness key, read anew only when something was written to the SQLite file or a day has passed."""

    def __init__(self, file: Path) -> None:
        self._commits = Commits(file)
        self._mine = threading.local()  # each thread counts commits for itself

    def __call__(self) -> str:
        now = self._commits.number(), timezone.localdate()
        if getattr(self._mine, "read_at", None) != now:
            self._mine.key, self._mine.read_at = freshness.key(), now
        return str(self._mine.key)


def _key() -> Callable[[], str]:
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "whoscounting.lib.sqlite":
        return RememberedKey(Path(database["NAME"]))
    return freshness.key


try:
    inuse.join()
except inuse.Taken as taken:
    give_up(str(taken))
application = django if settings.DEBUG else StoredPages(django, PageStore(settings.WORLD_DIR / "pages"), _key())
