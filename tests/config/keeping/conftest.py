"""A small launch that stands in a folder of its own, and the real scripts that keep it."""

import os
import subprocess
import sys
import zipfile
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from shutil import copytree, ignore_patterns
from sqlite3 import connect

import pytest

ROOT = Path(__file__).resolve().parents[3]
LETTER = b"Dear Sir or Madam, we hold this information."
DIGEST = sha256(LETTER).hexdigest()
A_ROW_THAT_NAMES_IT = """
INSERT INTO census_evidence (answer_id, origin, quotation, page, url, file_name, size, sha256)
SELECT answer_id, origin, quotation, page, url, file_name, size, ? FROM census_evidence LIMIT 1
"""


class Home:
    """One DATA_DIR with its launch, and the commands as a person types them."""

    def __init__(self, data: Path, **environment: str) -> None:
        self.data, self.world, self.database = data, data / "launch", data / "launch" / "db.sqlite3"
        known = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        self.environment = known | {"DATA_DIR": str(data), "WORLD": "launch"} | environment

    def run(self, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        done = self.environment | environment
        return subprocess.run(command, cwd=ROOT, env=done, capture_output=True, text=True, timeout=300, check=False)

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run(sys.executable, "manage.py", *arguments)

    def backup(self, *arguments: str, **environment: str) -> Path:
        """Make a backup that succeeds, and return its file."""
        before = set(self.backups())
        done = self.run("bin/backup", *arguments, **environment)
        assert done.returncode == 0, done.stderr
        return next(path for path in self.backups() if path not in before)

    def restore(self, file: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return self.run("bin/restore", str(file), *arguments, **environment)

    def backups(self) -> list[Path]:
        return sorted((self.data / "backups").glob("*.zip"))

    def started(self, *arguments: str, **options) -> subprocess.Popen[str]:
        return subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=self.environment, text=True, **options)


def tree(folder: Path) -> dict[str, str]:
    """Every path below a folder with what is in it, but for locks, which say nothing."""
    paths = (path for path in folder.rglob("*") if not path.name.endswith(("-in-use", "-backup", "-shm")))
    return {str(path.relative_to(folder)): path.is_file() and sha256(path.read_bytes()).hexdigest() for path in paths}


def held(file: Path) -> dict[str, bytes]:
    """All that an archive holds."""
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="session")
def prepared(tmp_path_factory) -> Path:
    home = Home(tmp_path_factory.mktemp("prepared"))
    done = home.manage("prepare")
    assert done.returncode == 0, done.stderr
    return home.data


@pytest.fixture
def home(prepared, tmp_path) -> Home:
    """A launch of one's own with a picture and a piece of evidence, without its static files, which are made anew."""
    data = tmp_path / "data"
    copytree(prepared, data, ignore=ignore_patterns("static"))
    mine = Home(data)
    for path, content in ((f"evidence/{DIGEST[:2]}/{DIGEST}", LETTER), ("media/images/porträt.jpg", b"a picture")):
        (mine.world / path).parent.mkdir(parents=True)
        (mine.world / path).write_bytes(content)
    with closing(connect(mine.database)) as database:
        database.execute(A_ROW_THAT_NAMES_IT, [DIGEST])
        database.commit()
    return mine
