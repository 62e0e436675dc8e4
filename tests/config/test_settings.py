"""The settings as the environment changes them, each read by a fresh process."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READ = """
import json, sys
from whoscounting.config import settings
print(json.dumps([getattr(settings, name, None) for name in sys.argv[1:]], default=str))
"""
HTTPS = {"WORLD": "launch", "PUBLIC_URL": "https://census.example"}


@pytest.fixture
def read(tmp_path):
    def settings(*names: str, **environment: str) -> list:
        command = [sys.executable, "-c", READ, *names]
        return json.loads(subprocess.check_output(command, cwd=ROOT, env={"DATA_DIR": str(tmp_path)} | environment))

    return settings


def test_they_need_no_environment_at_all(read, tmp_path):
    world, url, debug = read("WORLD", "PUBLIC_URL", "DEBUG")
    assert (world, url, debug) == ("rehearsal", "http://127.0.0.1:8000", False)
    assert (tmp_path / "rehearsal" / "secret-key").stat().st_mode & 0o777 == 0o600


def test_each_world_has_a_folder_and_a_secret_of_its_own(read):
    rehearsal, launch = read("WORLD_DIR", "SECRET_KEY"), read("WORLD_DIR", "SECRET_KEY", WORLD="launch")
    assert rehearsal[0] != launch[0]
    assert rehearsal[1] != launch[1]
    assert read("WORLD_DIR", "SECRET_KEY") == rehearsal


def test_the_host_of_the_public_address_is_allowed(read):
    assert "census.example" in read("ALLOWED_HOSTS", **HTTPS)[0]
    assert "192.0.2.1" in read("ALLOWED_HOSTS", HOST="192.0.2.1")[0]
    assert "" not in read("ALLOWED_HOSTS", HOST="::")[0]


def test_https_makes_cookies_secure_and_lasts_a_year(read):
    assert read("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS", **HTTPS) == [True, True, 31536000]
    assert read("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS") == [False, False, 0]


def test_a_proxy_is_believed_only_when_that_is_said(read):
    assert read("SECURE_PROXY_SSL_HEADER", "SECURE_SSL_REDIRECT", **HTTPS) == [None, None]
    trusting = read("SECURE_PROXY_SSL_HEADER", "SECURE_SSL_REDIRECT", TRUST_PROXY="yes", **HTTPS)
    assert trusting == [["HTTP_X_FORWARDED_PROTO", "https"], True]


def test_the_address_that_a_trusted_proxy_has_seen_counts_and_no_other(read):
    assert read("ALLAUTH_TRUSTED_PROXY_COUNT", TRUST_PROXY="yes") == [1]
    assert read("ALLAUTH_TRUSTED_PROXY_COUNT") == [None]


def test_a_launch_requires_a_second_factor_unless_told_otherwise(read):
    assert read("SECOND_FACTOR_REQUIRED", WORLD="launch") == [True]
    assert read("SECOND_FACTOR_REQUIRED", WORLD="launch", REQUIRE_SECOND_FACTOR="no") == [False]
    assert read("SECOND_FACTOR_REQUIRED") == [False]
    assert read("SECOND_FACTOR_REQUIRED", REQUIRE_SECOND_FACTOR="yes") == [True]


def test_any_address_of_an_sqlite_database_gets_our_backend(read):
    for url in ("", "sqlite:////var/lib/census/db.sqlite3"):
        assert read("DATABASES", DATABASE_URL=url)[0]["default"]["ENGINE"] == "whoscounting.lib.sqlite"


def test_django_finds_nothing_to_warn_of_in_a_public_launch(tmp_path):
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    environment = {"DATA_DIR": str(tmp_path), "PATH": os.environ["PATH"], "TRUST_PROXY": "yes"} | HTTPS
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"DEBUG": "maybe"}, "DEBUG must be yes or no, not 'maybe'."),
        ({"TRUST_PROXY": "sometimes"}, "TRUST_PROXY must be yes or no, not 'sometimes'."),
        ({"WORLD": "holiday"}, "WORLD must be rehearsal or launch, not 'holiday'."),
        (
            {"DATA_DIR": "/dev/null/x"},
            "DATA_DIR: the folder /dev/null/x/rehearsal can't be written to (Not a directory).",
        ),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL must be an address like postgres://"),
        ({"DATABASE_URL": "oddbase://me:hidden@host/name"}, "DATABASE_URL must be an address like postgres://"),
        ({"DATABASE_URL": "postgres://me:hidden@host:port/name"}, "DATABASE_URL must be an address like postgres://"),
    ],
)
@pytest.mark.parametrize("command", [["manage.py", "prepare"], ["-c", "import whoscounting.config.wsgi"]])
def test_a_setting_that_cant_be_right_is_one_sentence_and_ends_the_start(tmp_path, command, environment, sentence):
    environment = {"DATA_DIR": str(tmp_path), "PATH": os.environ["PATH"]} | environment
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith(sentence)
    assert done.stderr.count("\n") == 1
    assert "hidden" not in done.stderr


def test_a_database_that_cant_be_opened_is_one_sentence(tmp_path):
    environment = {"DATA_DIR": str(tmp_path), "PATH": os.environ["PATH"]}
    for url in ("sqlite:////nowhere/at/all/db.sqlite3", "postgres://me:hidden@127.0.0.1:9/name"):
        command = [sys.executable, "manage.py", "prepare"]
        settings = environment | {"DATABASE_URL": url}
        done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert done.stderr.startswith("CommandError: The database does not answer"), done.stderr
        assert "Traceback" not in done.stderr
