"""Our mail box, on a real IMAP server: Debian's dovecot."""

import os
import shutil
import signal
import tracemalloc
from datetime import UTC, datetime, timedelta

import pytest

from tests.mail.dovecot import MISSING, PROGRAMS, Dovecot, dovecot
from tests.mail.receiving import letter
from tools.house.debian import find
from whoscounting.lib import vault
from whoscounting.mail.transport import imap
from whoscounting.mail.transport.imap import MailBox, Trouble, box

MB = 1024 * 1024
needs_dovecot = pytest.mark.skipif(not find(PROGRAMS), reason=MISSING)


@pytest.fixture(scope="module")
def server():
    with dovecot() as running:
        yield running


@pytest.fixture
def post(server, settings, tmp_path_factory) -> Dovecot:
    """The server with an empty mail box."""
    settings.EVIDENCE_ROOT = tmp_path_factory.mktemp("evidence")
    for file in [*server.inbox(), *server.filed()]:
        file.unlink()
    return server


class Kept:
    """What was handed over to be kept, and when the server had it."""

    def __init__(self):
        self.raw, self.received = [], []

    def __call__(self, path, received_at):
        self.raw.append(path.read_bytes())
        self.received.append(received_at)


@needs_dovecot
def test_letters_are_kept_byte_for_byte_and_then_moved(post):
    raw = [letter(1).as_bytes(), letter(2, text="Grüße\n").as_bytes(), b"A: b\r\n\r\n" + bytes(range(1, 256)) * 9]
    post.deliver(*raw)
    kept = Kept()
    assert MailBox(post.url).collect(kept) == imap.Collected(letters=3)
    assert sorted(kept.raw) == sorted(one.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") for one in raw)
    assert abs(kept.received[0] - datetime.now(UTC)) < timedelta(minutes=1)
    assert (len(post.inbox()), len(post.filed())) == (0, 3)
    assert all(file.name.endswith(",S") for file in post.filed())


@needs_dovecot
def test_an_empty_box_is_no_trouble(post):
    assert MailBox(post.url).collect(Kept()) == imap.Collected()


@needs_dovecot
@pytest.mark.parametrize("length", [MB - 1, MB, MB + 1, 2 * MB])
def test_a_letter_that_ends_where_a_piece_ends_is_whole(post, length):
    raw = (b"A: b\r\n\r\n" + b"x" * 70 + b"\r\n" * 2 + b"y" * length)[: length - 2] + b"\r\n"
    post.deliver(raw)
    kept = Kept()
    MailBox(post.url).collect(kept)
    assert kept.raw == [raw]


@needs_dovecot
def test_fifty_megabytes_never_stand_in_memory(post, tmp_path):
    post.deliver(b"From: a@b.example\r\n\r\n" + (b"x" * 76 + b"\r\n") * 680_000)
    tracemalloc.start()
    MailBox(post.url).collect(lambda path, received_at: vault.keep_file(tmp_path, path))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [path.stat().st_size > 50 * MB for path in tmp_path.rglob("*") if path.is_file()] == [True]
    assert most < 8 * MB


@needs_dovecot
def test_a_letter_that_cannot_be_kept_stays_where_it_is(post):
    def full(path, received_at):
        raise OSError(28, "No space left on device")

    post.deliver(letter().as_bytes())
    with pytest.raises(OSError, match="No space"):
        MailBox(post.url).collect(full)
    assert (len(post.inbox()), len(post.filed())) == (1, 0)
    assert not post.inbox()[0].name.endswith("S")


@needs_dovecot
def test_killed_between_keeping_and_moving_it_is_found_and_kept_again_as_one(post, tmp_path):
    def keep(path, received_at):
        vault.keep_file(tmp_path, path)

    def keep_and_die(path, received_at):
        keep(path, received_at)
        os.kill(os.getpid(), signal.SIGKILL)

    post.deliver(letter().as_bytes())
    child = os.fork()
    if not child:
        MailBox(post.url).collect(keep_and_die)
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    assert (len(post.inbox()), len(post.filed())) == (1, 0)
    assert MailBox(post.url).collect(keep).letters == 1
    assert (len(post.inbox()), len(post.filed())) == (0, 1)
    assert sum(path.is_file() for path in tmp_path.rglob("*")) == 1


@needs_dovecot
def test_what_somebody_has_looked_at_with_another_program_is_fetched_all_the_same(post):
    post.deliver(letter().as_bytes())
    file = post.inbox()[0]
    file.rename(file.parent.parent / "cur" / f"{file.name}:2,S")
    assert MailBox(post.url).collect(Kept()).letters == 1


@needs_dovecot
def test_what_somebody_has_marked_as_deleted_is_neither_fetched_nor_expunged(post):
    post.deliver(letter(1).as_bytes(), letter(2).as_bytes())
    file = post.inbox()[0]
    file.rename(file.parent.parent / "cur" / f"{file.name}:2,T")
    assert MailBox(post.url).collect(Kept()).letters == 1
    assert len(post.inbox()) == 1


@needs_dovecot
@pytest.mark.parametrize("capability", ["IMAP4rev1 LITERAL+ UIDPLUS", "IMAP4rev1 LITERAL+"])
def test_a_server_that_cannot_move_copies(capability):
    with dovecot(capability) as running:
        running.deliver(letter(1).as_bytes(), letter(2).as_bytes())
        mailbox, kept = MailBox(running.url), Kept()
        assert mailbox.collect(kept).letters == 2
        assert mailbox.collect(kept) == imap.Collected()
        assert len(kept.raw) == len(running.filed()) == 2
        # Without UIDPLUS it is only marked: the plain EXPUNGE would take what others have marked too.
        assert len(running.inbox()) == (0 if "UIDPLUS" in capability else 2)


@needs_dovecot
def test_where_nothing_can_be_moved_all_is_kept_once_and_that_is_said(post, monkeypatch):
    monkeypatch.setattr(imap, "FILED", "Fi\x01led")  # dovecot refuses such a name
    post.deliver(letter(1).as_bytes(), letter(2).as_bytes())
    mailbox, kept = MailBox(post.url), Kept()
    first = mailbox.collect(kept)
    assert first.letters == 2
    assert "lets us make none" in first.trouble
    assert mailbox.collect(kept).letters == 0
    assert len(post.inbox()) == 2


@needs_dovecot
def test_one_that_is_too_large_is_left_for_a_person_and_holds_up_no_other(post, monkeypatch):
    monkeypatch.setattr(imap, "LARGEST", 10_000)
    post.deliver(b"A: b\r\n\r\n" + b"x" * 20_000, letter().as_bytes())
    done = MailBox(post.url).collect(Kept())
    assert (done.letters, len(post.inbox())) == (1, 1)
    assert "left there for a person" in done.trouble


@needs_dovecot
def test_two_workers_at_once_keep_every_letter_and_lose_none(post, tmp_path):
    post.deliver(*(letter(number).as_bytes() for number in range(40)))
    children = []
    for _ in range(2):
        child = os.fork()
        if not child:
            done = MailBox(post.url).collect(lambda path, received_at: vault.keep_file(tmp_path, path))
            os._exit(1 if done.trouble else 0)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0, 0]
    assert sum(path.is_file() for path in tmp_path.rglob("*")) == 40
    assert post.inbox() == []
    assert len(post.filed()) >= 40  # dovecot may move one twice when both ask in the same instant


@needs_dovecot
def test_a_wrong_password_is_one_sentence_without_the_password(post):
    done = MailBox(post.url.replace("pass%3A", "secret%3A")).collect(Kept())
    assert "does not work" in done.trouble
    assert "secret" not in done.trouble


@needs_dovecot
def test_a_folder_that_is_not_there_is_one_sentence(post):
    assert "does not work" in MailBox(f"{post.url}/nowhere").collect(Kept()).trouble


def test_a_server_that_is_away_is_one_sentence():
    assert "can’t be reached" in MailBox("imap+plain://a:b@127.0.0.1:1/INBOX").collect(Kept()).trouble


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("", "must be an address like"),
        ("https://a:b@host/", "must be an address like"),
        ("imaps://host/INBOX", "must be an address like"),
        ("imaps://a:b@[broken/INBOX", "must be an address like"),
        ("imaps://a:b@host:port/INBOX", "must be an address like"),
        ("imap+plain://a:b@mail.charity.example/INBOX", "never sent in the open"),
    ],
)
def test_an_address_that_makes_no_sense_is_told_in_words(url, why):
    with pytest.raises(Trouble, match=why):
        box(url)


def test_an_address_says_all_there_is_to_know_and_shows_no_password():
    found = box("imaps://census%40charity.example:a%2Fb@mail.charity.example/Post%20in")
    assert (found.host, found.port, found.tls, found.folder) == ("mail.charity.example", 993, True, "Post in")
    assert (found.user, found.password) == ("census@charity.example", "a/b")
    assert "a/b" not in repr(found)


def test_the_server_itself_is_here_where_it_must_be():
    assert find(PROGRAMS) or not os.environ.get("CI"), MISSING
    assert shutil.which("sh")
