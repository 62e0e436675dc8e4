"""What a web process holds in memory from its start: nothing that only a few of those who work at the desk need."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
START = """
import sys
import whoscounting.config.wsgi
from django.urls import reverse
reverse("home"), reverse("account_login"), reverse("wagtailadmin_home")
print(*(name for name, module in sys.modules.items() if module))
"""
# Each takes several megabytes. Whoever needs one imports it where it is used.
HEAVY = ("cryptography", "fido2", "numpy", "openpyxl", "pillow_heif", "psycopg", "pypdf", "pyproj", "shapely", "typst")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    mine = {"DATA_DIR": str(tmp_path_factory.mktemp("data")), "DJANGO_SETTINGS_MODULE": "whoscounting.config.settings"}
    environment = os.environ | mine
    environment.pop("DATABASE_URL", None)
    output = subprocess.check_output([sys.executable, "-c", START], cwd=ROOT, env=environment, text=True)
    return {module.partition(".")[0] for module in output.split()}


@pytest.mark.parametrize("library", HEAVY)
def test_a_process_that_serves_readers_has_not_loaded(loaded, library):
    assert library not in loaded
