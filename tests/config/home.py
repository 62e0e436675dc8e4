"""A small launch that stands in a folder of its own, and the real scripts that keep it."""

import os
import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LETTER = b"Dear Sir or Madam, we hold this information."
DIGEST = sha256(LETTER).hexdigest()
A_ROW_THAT_NAMES_IT = """
INSERT INTO census_evidence (answer_id, origin, quotation, page, url, file_name, size, sha256)
SELECT answer_id, origin, quotation, page, url, file_name, size, ? FROM census_evidence LIMIT 1
"""


# A command of manage.py, after which the process says how much memory it had at most; and a line to put before it.
PEAK = """
import os, re, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "whoscounting.config.settings"
from django.core.management import execute_from_command_line
{before}
try:
    execute_from_command_line(["manage.py", *sys.argv[1:]])
finally:
    print(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
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

    def peak(self, *arguments: str, before: str = "") -> tuple[float, str]:
        """Run a command of manage.py; gives the most memory that it had, in megabytes, and what it complained of."""
        done = self.run(sys.executable, "-c", PEAK.format(before=before), *arguments)
        return int(done.stdout.split()[-1]) / 1024, done.stderr

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
