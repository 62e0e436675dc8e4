"""The one loop that does what is due: it goes on whatever happens, and stops when it is told to."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from tests.pages.making import BY, drafted, told, update
from whoscounting.config.management.commands import work
from whoscounting.ledger.models import Event
from whoscounting.pages import actions, models


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def now(world, media):
    return timezone.now()


def scheduled(page, moment):
    page.go_live_at = moment
    revision = page.save_revision()
    revision.approved_go_live_at = moment
    revision.save()
    return page


def is_live(page) -> bool:
    page.refresh_from_db()
    return page.live


def test_what_is_due_is_published_once_and_what_is_not_waits(now):
    due = scheduled(update("Due", live=False), now - timedelta(minutes=1))
    later = scheduled(update("Later", live=False), now + timedelta(hours=1))
    call_command("work", "--once")
    assert is_live(due)
    assert not is_live(later)
    lines = Event.objects.count()
    call_command("work", "--once")
    assert Event.objects.count() == lines


def test_what_has_had_its_time_is_taken_down(now):
    page = update("Passing")
    models.UpdatePage.objects.filter(pk=page.pk).update(expire_at=now - timedelta(minutes=1))
    call_command("work", "--once")
    assert not is_live(page)


def test_a_story_without_consent_holds_back_nobody_else(now):
    story = scheduled(drafted(), now - timedelta(minutes=2))
    news = scheduled(update("Behind it", live=False), now - timedelta(minutes=1))
    call_command("work", "--once")
    assert not is_live(story)
    assert is_live(news)
    assert not story.revisions.filter(approved_go_live_at__isnull=False).exists()
    assert Event.objects.filter(subject=f"page:{story.pk}", verb__startswith="not published").count() == 1


def test_the_sizes_of_a_lapsed_portrait_go(now, client, time_machine):
    story = told()
    client.get(story.url_path_here)
    assert story.portrait.renditions.exists()
    models.Consent.objects.filter(story=story).update(until=timezone.localdate())
    time_machine.move_to(now + timedelta(days=2), tick=False)
    call_command("work", "--once")
    assert not story.portrait.renditions.exists()


def test_it_goes_on_after_the_database_was_away(monkeypatch, capsys):
    stop, rounds = threading.Event(), []

    def one_round() -> None:
        rounds.append(1)
        if len(rounds) == 1:
            raise OperationalError("the database is away")
        stop.set()

    monkeypatch.setattr(work, "PAUSE", 0)
    monkeypatch.setattr(work, "_work", one_round)
    monkeypatch.setattr(work, "_tidy", lambda: None)
    monkeypatch.setattr(work, "close_old_connections", lambda: None)
    work.Command()._until(stop)
    assert len(rounds) == 2
    assert "has to wait: the database is away" in capsys.readouterr().err


def test_sigterm_stops_it_cleanly_even_before_there_is_a_database(tmp_path):
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), "WORLD": "launch"}
    process = subprocess.Popen(
        [sys.executable, "manage.py", "work"], env=environment, stderr=subprocess.PIPE, text=True
    )
    assert "has to wait" in process.stderr.readline()
    time.sleep(0.2)
    process.send_signal(signal.SIGTERM)
    assert process.wait(timeout=10) == 0


def test_a_page_refusing_is_not_asked_again(now):
    story = scheduled(drafted(), now - timedelta(minutes=2))
    assert actions.publish_due(by=BY) == 1
    assert actions.publish_due(by=BY) == 0
    assert not is_live(story)
