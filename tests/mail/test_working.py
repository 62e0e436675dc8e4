"""The thread that delivers beside the worker's other work: nothing ends it but being told to."""

import threading

from tests.mail.workers import wait_until
from whoscounting.lib import beside
from whoscounting.lib.world import World
from whoscounting.mail.transport import working
from whoscounting.mail.transport.working import delivering


def test_a_wrong_setting_is_said_again_and_again_without_the_password_and_ends_nothing(settings, monkeypatch):
    settings.WORLD, settings.REHEARSING, settings.SMTP_URL = World.LAUNCH, False, "http://me:secret@mail.example"
    monkeypatch.setattr(beside, "AWAY", 0.01)
    stop, said = threading.Event(), list[str]()
    with delivering(stop, said.append):
        wait_until(lambda: len(said) > 2)
        assert not stop.is_set()
    assert set(said) == {"Sending has to wait: SMTP_URL must begin with smtp:// or smtps:// and name a host."}


def test_a_launch_without_a_server_lets_its_letters_wait(settings):
    settings.WORLD, settings.REHEARSING, settings.SMTP_URL = World.LAUNCH, False, ""
    assert working.deliver_due().tried == 0


def test_the_log_shows_no_row_of_the_database():
    error = ValueError("violates check constraint\nDETAIL: Failing row contains (foi@trust.example)")
    assert beside.without_rows(error) == "violates check constraint"
    assert beside.without_rows(KeyError()) == "KeyError"
