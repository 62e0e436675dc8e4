"""bin/doctor as a person runs it: in words, with what to do, and never a secret."""

import os
import threading
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from sqlite3 import connect

import pytest

from tests.config.doctor.edge import certificate, mail_box, name_server, server_side
from tests.config.doctor.test_domain import READY
from tests.config.doctor.test_servers import PASSWORD, smtp_server
from tests.config.home import Home

READY_TO_WRITE = {
    "CHARITY_NAME": "A Charity for This Test",
    "PUBLIC_URL": "https://census.charity.org.uk",
    "MAIL_FROM": "census@charity.org.uk",
    "REPLY_DOMAIN": "reply.charity.org.uk",
    "DKIM_SELECTOR": "s1",
}


@pytest.fixture
def ready(home, tmp_path):
    """A launch for which everything is ready, with its servers running."""
    (home.world / "worker-heartbeat").touch()
    home.backup()
    file = certificate(tmp_path)
    with (
        name_server(READY) as resolver,
        smtp_server(tls_context=server_side(file), require_starttls=True, auth_require_tls=True) as smtp,
        mail_box(file, password=PASSWORD) as imap,
    ):
        home.environment |= READY_TO_WRITE | {"SSL_CERT_FILE": str(file)}
        home.environment["SMTP_URL"] = f"smtp://census:{PASSWORD}@localhost:{smtp}"
        home.environment["IMAP_URL"] = f"imaps://census:{PASSWORD}@localhost:{imap}/INBOX"
        home.resolver = resolver
        yield home


def examined(home: Home, **environment: str) -> tuple[int, str]:
    done = home.run("bin/doctor", "--resolver", home.resolver, **environment)
    assert done.stderr == ""
    assert PASSWORD not in done.stdout
    return done.returncode, done.stdout


def test_when_all_is_ready_it_says_so_and_ends_with_0(ready):
    status, said = examined(ready)
    assert said.endswith("Everything is ready.\n"), said
    assert "TO DO" not in said
    assert status == 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"CHARITY_NAME": ""}, "The charity’s legal name is not set"),
        ({"PUBLIC_URL": "http://census.charity.org.uk"}, "The public address is http://census.charity.org.uk"),
        ({"PUBLIC_URL": "https://127.0.0.1"}, "The public address is https://127.0.0.1"),
        ({"MAIL_FROM": ""}, "No address that letters come from is set"),
        ({"MAIL_FROM": "census@somewhere.invalid"}, "which leads nowhere"),
        ({"REPLY_DOMAIN": ""}, "No domain for reply addresses is set"),
        ({"REPLY_DOMAIN": "charity.org.uk"}, "charity.org.uk has no mail server (MX)"),
        ({"DKIM_SELECTOR": "s2"}, "there is no key at s2._domainkey.charity.org.uk"),
        ({"DKIM_SELECTOR": ""}, "unknown  DKIM"),
        ({"SMTP_URL": ""}, "No mail server for letters is set"),
        ({"SMTP_URL": f"smtp+plain://me:{PASSWORD}@mail.example"}, "for a server on this machine only"),
        ({"IMAP_URL": ""}, "Nothing brings replies to us"),
        (
            {"IMAP_URL": f"imap://me:{PASSWORD}@mail.example"},
            "IMAP_URL must be an address like imaps://user:password@host",
        ),
        ({"WEBHOOK_PROVIDER": "pigeon", "WEBHOOK_SECRET": PASSWORD}, "names no provider that we know"),
        ({"WEBHOOK_PROVIDER": "postmark"}, "The webhook has no secret"),
        ({"REQUIRE_SECOND_FACTOR": "no"}, "Staff get in with a password alone"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else "",
)
def test_what_is_not_ready_is_said_with_what_to_do(ready, change, words):
    status, said = examined(ready, **change)
    assert status == 1
    assert words in said
    assert "→ " in said
    assert "Not ready: 1 " in said.splitlines()[-1]


def test_servers_that_nobody_vouches_for_are_said(ready):
    status, said = examined(ready, SSL_CERT_FILE="")
    assert status == 1
    assert said.count("shows a certificate that can’t be trusted: self-signed certificate.") == 2


class Webhook(BaseHTTPRequestHandler):
    """The site from outside, as far as a provider needs it."""

    def do_HEAD(self):
        self.send_response(200 if self.path == "/webhook/mail/postmark/" else 404)
        self.end_headers()

    def log_message(self, *given):
        pass


def test_a_webhook_that_can_be_reached_is_well(ready):
    site = HTTPServer(("127.0.0.1", 0), Webhook)
    threading.Thread(target=site.serve_forever).start()
    try:
        address = f"http://127.0.0.1:{site.server_port}"
        hook = {"WEBHOOK_PROVIDER": "postmark", "WEBHOOK_SECRET": f"me:{PASSWORD}", "IMAP_URL": ""}
        _, said = examined(ready, PUBLIC_URL=address, **hook)
        assert f"The webhook answers at {address}/webhook/mail/postmark/" in said
        _, said = examined(ready, PUBLIC_URL=address, **hook | {"WEBHOOK_PROVIDER": "mailgun"})
        assert f"The webhook does not answer at {address}/webhook/mail/mailgun/" in said
    finally:
        site.shutdown()
        site.server_close()


def test_what_the_machine_lacks_is_said(ready):
    old = time.time() - 3600
    os.utime(ready.world / "worker-heartbeat", (old, old))
    note = ready.world / "last-backup"
    taken_at = datetime.now(UTC) - timedelta(days=3, hours=2)
    note.write_text(f'{{"taken_at": "{taken_at.isoformat()}", "file": "x.zip"}}')
    status, said = examined(ready)
    assert status == 1
    assert "The worker gave its last sign of life 1 hour ago." in said
    assert "The last backup is 3 days old." in said


def test_a_launch_of_which_nothing_stands_is_examined_and_nothing_is_made(tmp_path):
    fresh = Home(tmp_path / "fresh")
    fresh.resolver = "127.0.0.1:9"
    status, said = examined(fresh)
    assert status == 1
    for words in ("There is no database yet.", "The worker has never run", "There is no backup of this world."):
        assert words in said
    assert not fresh.database.exists()


def test_a_restored_world_asks_to_be_compared_until_its_note_is_deleted(ready, tmp_path):
    (backup,) = ready.backups()
    assert ready.restore(backup, "--replace").returncode == 0
    (ready.world / "worker-heartbeat").touch()
    ready.backup()
    status, said = examined(ready)
    assert status == 1
    assert "This world was restored from a backup of" in said
    assert "those that waited then are called ‘unsure’" in said
    (ready.world / "restored").unlink()
    assert examined(ready)[0] == 0


def test_a_rehearsal_says_that_letters_stay_on_this_machine_and_needs_only_the_machine(tmp_path):
    rehearsal = Home(tmp_path / "data", WORLD="rehearsal")
    done = rehearsal.run("bin/doctor")
    assert done.stdout.startswith("This is a rehearsal: letters stay on this machine.")
    assert "SPF" not in done.stdout
    assert "CHARITY_NAME" not in done.stdout
    assert "The worker has never run on this machine" in done.stdout
    assert done.returncode == 1


def test_a_clock_behind_the_ledger_is_said(ready):
    with closing(connect(ready.database)) as database:
        database.execute(
            "INSERT INTO ledger_event (happened_at, recorded_at, actor_kind, actor_id, verb, subject, detail, public)"
            " VALUES ('2099-01-01', '2099-01-01 00:00:00', 'system', 'test', 'looked ahead', 'x:1', '{}', 0)"
        )
        database.commit()
    status, said = examined(ready)
    assert status == 1
    assert "but the ledger’s last line is of 1 January 2099, 00:00 UTC." in said
