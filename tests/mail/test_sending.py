"""Letters handed to a real SMTP server over a socket: kind ones, strict ones, slow ones, and some that break off."""

import threading
import time
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone

from tests.mail.certificates import certificate, server_side
from tests.mail.making import ALL, BY, draft, mailing, queued, states
from tests.mail.postoffice import HANG_UP, PASSWORD, USER, PostOffice, opened
from whoscounting.lib import vault
from whoscounting.lib.addresses import door_address, reply_address
from whoscounting.lib.world import World
from whoscounting.mail import actions
from whoscounting.mail.models import Message
from whoscounting.mail.rules.limits import Limits
from whoscounting.mail.rules.servers import server
from whoscounting.mail.transport.choosing import transport
from whoscounting.mail.transport.delivering import deliver, parcel_of
from whoscounting.mail.transport.mailbox import Mailbox
from whoscounting.mail.transport.smtp import Patience, Smtp

pytestmark = pytest.mark.usefixtures("empty_outbox")
FIRST, SECOND = "foi@trust-1.example", "foi@trust-2.example"


@pytest.fixture(autouse=True)
def _launch(settings):
    """Only a launch has SMTP."""
    settings.WORLD, settings.REHEARSING = World.LAUNCH, False
    settings.CHARITY_NAME, settings.MAIL_FROM = "Überall Count, e. V.", "census@charity.example"
    settings.REPLY_DOMAIN, settings.PUBLIC_URL = "reply.charity.example", "https://census.example"


@pytest.fixture
def office():
    with opened(PostOffice()) as office:
        yield office


def way(office, url="smtp+plain://127.0.0.1:{}", *, limits=ALL, step=5.0, answer=5.0):
    return Smtp(server(url.format(office.port)), limits=limits, patience=Patience(step, answer))


def sent(office, count=1, **rest):
    """Queue so many letters and deliver them once."""
    queued(count, at=None, **rest)
    return deliver(way(office))


def only() -> Message:
    return Message.objects.get()


def test_a_letter_arrives_whole_with_its_secrets_put_in_and_the_answer_kept(office):
    sent(office)
    mail, got = office.got[0].mail, office.got[0]
    assert mail.get_content().splitlines() == [
        "Dear colleague,",
        "",
        f"please answer to {reply_address(1, 1)}.",
        f"Or here: {door_address(1, 1)}",
        ".",
        "Yours faithfully",
    ]
    assert (got.recipient, got.sender, mail["Reply-To"]) == (FIRST, reply_address(1, 1), reply_address(1, 1))
    assert str(mail["From"]) == '"Überall Count, e. V." <census@charity.example>'
    assert (mail["Message-ID"], mail["Auto-Submitted"]) == (only().message_id, None)
    assert abs(mail["Date"].datetime - timezone.now()) < timedelta(minutes=1)
    assert (only().state, only().proof) == ("sent", "250 2.0.0 Ok: queued as 7F1A")
    assert reply_address(1, 1) not in only().body


def test_the_name_of_a_letter_can_not_be_guessed_and_never_changes(office, settings):
    sent(office)
    name = only().message_id
    assert name.endswith("@charity.example>")
    Message.objects.update(state="queued", settled_at=None)
    deliver(way(office))
    assert {got.name for got in office.got} == {name}
    settings.SECRET_KEY = "another"
    actions.queue_letters(drafts=[draft(1, key="another")], by=BY)
    assert name not in set(Message.objects.filter(key="another").values_list("message_id", flat=True))


def test_a_reply_of_a_machine_says_so_and_names_what_it_answers(office):
    answered = f"<{'x' * 150}@trust.example>"
    sent(office, automatic=True, in_reply_to=answered)
    mail = office.got[0].mail
    assert mail["Auto-Submitted"] == "auto-generated"
    assert f"In-Reply-To: {answered}\r\nReferences: {answered}\r\n".encode() in office.got[0].content


def test_what_is_attached_arrives_byte_for_byte(office, settings, tmp_path):
    settings.EVIDENCE_ROOT = tmp_path
    content = bytes(range(256)) * 50
    sheet = {"name": "Fragebögen 2026.xlsx", "type": "application/zip", "sha256": vault.keep(tmp_path, content)}
    sent(office, attachments=(sheet,))
    attachment = next(office.got[0].mail.iter_attachments())
    assert (attachment.get_filename(), attachment.get_content()) == ("Fragebögen 2026.xlsx", content)


def test_a_letter_without_its_attachment_never_meets_the_server(office, settings, tmp_path):
    settings.EVIDENCE_ROOT = tmp_path
    sent(office, attachments=({"name": "a", "type": "text/plain", "sha256": "0" * 64},))
    assert (only().state, only().error) == ("failed", "An attachment is not in the vault any more.")
    assert not office.got


def test_a_letter_with_a_gap_that_nothing_fills_never_meets_the_server(office):
    queued(at=None)
    Message.objects.update(secrets={})
    deliver(way(office))
    assert (only().state, only().error) == ("failed", "Nothing fills the gap 'door' in the letter.")
    assert not office.steps["MAIL"]


def test_many_letters_share_one_connection(office):
    assert sent(office, 25).tried == 25
    assert states() == ["sent"] * 25
    assert office.steps["EHLO"] == 1
    assert not office.twice()


def test_reports_are_asked_for_where_the_server_offers_them(office):
    office.offers_reports = True
    sent(office)
    name = only().message_id[1:].partition("@")[0]
    assert office.got[0].options == ("RET=HDRS", f"ENVID={name}", "NOTIFY=SUCCESS,FAILURE,DELAY")


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA", "END"])
def test_a_no_for_now_is_tried_again_later(office, step):
    office.says[step] = "451 4.7.1 Greylisted, come back"
    sent(office)
    assert (only().state, only().error) == ("queued", "451 4.7.1 Greylisted, come back")
    assert only().due_at > timezone.now() + timedelta(seconds=50)
    office.says.clear()
    deliver(way(office), now=lambda: timezone.now() + timedelta(minutes=2))
    assert (only().state, only().error, only().attempts) == ("sent", "", 2)
    assert not office.twice()


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA", "END"])
def test_a_no_for_good_fails_with_the_servers_words_and_the_next_letter_goes(office, step):
    is_of_recipient = step in {"RCPT", "END"}
    office.says[f"{step} {FIRST}" if is_of_recipient else step] = "550 5.1.1 No such office here"
    sent(office, 2)
    assert Message.objects.order_by("id")[0].error == "550 5.1.1 No such office here"
    assert states() == ["failed", "sent" if is_of_recipient else "failed"]


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA", "BODY"])
def test_a_server_that_hangs_up_before_it_has_the_letter_gets_it_later(office, step):
    office.says[step] = HANG_UP
    done = sent(office, 2)
    assert done.away
    assert states() == ["queued", "queued"]
    assert sorted(Message.objects.values_list("attempts", flat=True)) == [0, 1]  # the second was spared the try


def test_a_server_that_says_goodbye_is_called_again_at_once(office):
    office.says_once[f"RCPT {SECOND}"] = "421 4.7.0 Too many letters on this connection"
    sent(office, 3)
    assert states() == ["sent"] * 3
    assert office.steps["EHLO"] == 2


def test_a_server_that_hangs_up_after_the_last_byte_leaves_it_unsure_and_the_letter_is_not_sent_again(office):
    office.says["END"] = HANG_UP
    sent(office)
    assert (only().state, only().error) == ("unsure", "Connection unexpectedly closed")
    office.says.clear()
    deliver(way(office), now=lambda: timezone.now() + timedelta(days=3))
    assert (only().state, len(office.got)) == ("unsure", 1)
    actions.settle_by_hand(message=only(), was_sent=True, by=BY)
    assert only().state == "sent"


def test_a_server_too_slow_to_answer_the_last_byte_leaves_it_unsure(office):
    office.slow["END"] = 5
    queued(at=None)
    deliver(way(office, answer=0.3))
    assert (only().state, "timed out" in only().error) == ("unsure", True)


def test_a_server_too_slow_before_that_gets_it_later(office):
    office.slow["RCPT"] = 5
    queued(at=None)
    deliver(way(office, step=0.3))
    assert (only().state, "timed out" in only().error) == ("queued", True)


def test_a_server_that_is_down_gets_all_letters_once_it_is_back():
    office = PostOffice()
    assert sent(office, 3).away
    assert states() == ["queued"] * 3
    assert "refused" in Message.objects.order_by("id")[0].error
    with opened(office):
        deliver(way(office), now=lambda: timezone.now() + timedelta(minutes=2))
    assert states() == ["sent"] * 3


def test_a_letter_taken_back_at_the_last_moment_never_arrives_even_in_part(office):
    queued(at=None)
    post = way(office)
    assert post.hand_over(parcel(), lambda: False).fate == "let_go"
    time.sleep(0.3)
    assert not office.got
    assert post.hand_over(parcel(), lambda: True).fate == "sent"


def parcel():
    return parcel_of(only(), at=timezone.now())


def test_if_the_database_breaks_at_the_last_moment_the_letter_does_not_arrive(office):
    queued(at=None)

    def broken() -> bool:
        raise ConnectionError("the database is away")

    with pytest.raises(ConnectionError):
        way(office).hand_over(parcel(), broken)
    time.sleep(0.3)
    assert not office.got


def test_a_mailing_paused_while_it_goes_stops_at_the_letter_in_hand(office):
    queued(5, at=None, of=mailing())
    office.slow["END"] = 0.05
    post = way(office)

    class Pausing:
        limits = post.limits
        close = post.close

        def hand_over(self, parcel, about_to):
            outcome = post.hand_over(parcel, about_to)
            actions.pause(mailing=mailing(), by=BY)
            return outcome

    deliver(Pausing())
    assert states() == ["sent", *["queued"] * 4]
    assert len(office.got) == 1


def test_stopping_finishes_the_letter_in_hand_and_puts_back_the_others(office):
    queued(5, at=None)
    office.slow["END"] = 0.3
    stop = threading.Event()
    threading.Thread(target=lambda: (office.wait_for("GOT"), stop.set())).start()
    assert deliver(way(office), stop=stop).tried == 1
    assert states() == ["sent", *["queued"] * 4]


def test_a_limit_lets_only_so_many_go_and_the_rest_wait_for_the_next_minute(office):
    queued(5, at=None)
    post = way(office, limits=Limits(per_minute=3))
    assert deliver(post).tried == 3
    assert deliver(post).tried == 0
    assert deliver(post, now=lambda: timezone.now() + timedelta(seconds=61)).tried == 2


def test_no_more_than_the_limit_of_one_call_are_tried(office):
    queued(5, at=None)
    assert deliver(way(office), limit=3).tried == 3


def test_lines_that_begin_with_a_dot_and_very_long_ones_arrive_as_they_were(office):
    body = ".\n..\n.hidden\nFrom here on\n" + "word " * 1000 + "\n" + "ü" * 3000 + "\n"
    sent(office, body=body, secrets={})
    assert office.got[0].mail.get_content().replace("\r\n", "\n") == body
    assert max(len(line) for line in office.got[0].content.splitlines()) <= 998


class TestTls:
    URL = f"smtp://{USER}:{quote(PASSWORD)}@127.0.0.1:{{}}"

    @pytest.fixture
    def ours(self, tmp_path, monkeypatch):
        """A certificate for this machine that this machine trusts."""
        file = certificate(tmp_path)
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        return server_side(file)

    @pytest.mark.parametrize("at_once", [False, True])
    def test_a_letter_goes_through_tls_to_a_server_that_knows_us(self, ours, at_once):
        with opened(PostOffice(), tls=ours, at_once=at_once) as office:
            queued(2, at=None)
            deliver(way(office, self.URL.replace("smtp:", "smtps:") if at_once else self.URL))
        assert states() == ["sent", "sent"]

    def test_a_server_with_anothers_certificate_gets_nothing_and_no_password(self, ours, tmp_path):
        with opened(PostOffice(), tls=server_side(certificate(tmp_path, "127.0.0.2"))) as office:
            queued(at=None)
            assert deliver(way(office, self.URL)).away
        assert "certificate verify failed" in only().error
        assert not office.steps["MAIL"]

    def test_a_server_without_tls_gets_nothing(self, office):
        queued(at=None)
        assert deliver(way(office, self.URL)).away
        assert "STARTTLS extension not supported" in only().error

    def test_a_wrong_password_is_not_the_letters_fault(self, ours):
        with opened(PostOffice(), tls=ours) as office:
            queued(2, at=None)
            assert deliver(way(office, f"smtp://{USER}:wrong@127.0.0.1:{{}}")).away
        assert states() == ["queued", "queued"]
        assert Message.objects.order_by("id")[0].error.startswith("535 ")


def test_a_rehearsal_can_open_no_smtp_whatever_it_is_told(settings, office):
    settings.WORLD = World.REHEARSAL
    with pytest.raises(RuntimeError, match="writes to nobody"):
        way(office)
    assert not office.steps


def test_the_way_of_a_site_follows_from_its_settings(settings):
    settings.SMTP_URL = ""
    assert transport() is None
    settings.SMTP_URL = "smtps://mail.charity.example"
    assert isinstance(transport(), Smtp)
    settings.WORLD, settings.REHEARSING = World.REHEARSAL, True
    assert isinstance(transport(), Mailbox)
