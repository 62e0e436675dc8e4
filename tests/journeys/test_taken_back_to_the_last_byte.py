"""A story that was taken back is gone from the database's files too, once the nightly tidying has been."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
TOLD = """
from tests.pages.making import told
from whoscounting.pages.models import StoryPage
story = told("Zephyrine")
story.title, story.slug = "Zephyrine, told anew", "zephyrine-anew"
story.save_revision(log_action=True).publish()
"""
TAKEN_BACK = """
from tests.pages.making import BY
from whoscounting.pages.actions import withdraw
from whoscounting.pages.models import StoryPage
withdraw(consent=StoryPage.objects.get(first_name="Zephyrine").consent, by=BY)
"""


@pytest.fixture
def site(tmp_path, world):
    """A site of its own, with the whole rehearsal: runs Python in it, and commands."""
    if connection.vendor != "sqlite":
        pytest.skip("On PostgreSQL this is left to its vacuum.")
    shutil.copytree(settings.WORLD_DIR, tmp_path / "rehearsal", ignore=shutil.ignore_patterns("*.sqlite3*"))
    with sqlite3.connect(connection.settings_dict["NAME"]) as built, sqlite3.connect(tmp_path / "db.sqlite3") as copy:
        built.backup(copy)
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), "WORLD": "rehearsal"}
    environment["DATABASE_URL"] = f"sqlite:///{tmp_path / 'db.sqlite3'}"

    def run(*command: str) -> None:
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)

    return run


def traces(folder: Path) -> dict[str, int]:
    """How often the name stands in each file of the site, however it is written."""
    files = {path.relative_to(folder): path.read_bytes().lower() for path in folder.rglob("*") if path.is_file()}
    return {str(name): count for name, content in files.items() if (count := content.count(b"zephyrine"))}


def test_no_byte_of_a_withdrawn_name_is_left(site, tmp_path):
    site("shell", "-c", TOLD)
    site("work", "--once")
    assert traces(tmp_path)["db.sqlite3"] > 5
    site("shell", "-c", TAKEN_BACK)
    site("work", "--once")
    assert traces(tmp_path) == {}
