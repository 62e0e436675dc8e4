"""Whether the mail servers answer, with real ones: encrypted, trusted, and to our password."""

import socket
from contextlib import contextmanager

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from aiosmtpd.smtp import AuthResult

from tests.config.doctor.edge import certificate, mail_box, server_side
from whoscounting.config.doctor import servers
from whoscounting.config.doctor.findings import State
from whoscounting.mail.rules.servers import server
from whoscounting.mail.transport.imap import box

PASSWORD = "not-to-be-shown"
WELL, TO_DO = State.WELL, State.TO_DO


@contextmanager
def smtp_server(**options):
    """A real server on a free port; gives the port."""

    def known(server, session, envelope, mechanism, login):
        return AuthResult(success=login.password == PASSWORD.encode(), handled=False)

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(Sink(), hostname="127.0.0.1", port=port, authenticator=known, **options)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def asked(url: str):
    found = servers.smtp(server(url))
    assert not any(PASSWORD in finding.text + finding.do for finding in found)
    return found


def collected(url: str):
    found = servers.imap(box(url))
    assert not any(PASSWORD in finding.text + finding.do for finding in found)
    return found


@pytest.fixture
def trusted(tmp_path, monkeypatch):
    """A certificate that this machine trusts, lasting so many days."""

    def made(**options):
        file = certificate(tmp_path, **options)
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        return file

    return made


def test_a_server_that_encrypts_and_takes_our_password_is_well_and_its_certificates_end_is_said(trusted):
    tls = server_side(trusted(days=90))
    with smtp_server(tls_context=tls, require_starttls=True, auth_require_tls=True) as port:
        found = asked(f"smtp://census:{PASSWORD}@localhost:{port}")
    assert [finding.state for finding in found] == [WELL, WELL]
    assert found[0].text == f"The mail server for letters (localhost, port {port}) answers, encrypted."
    assert "is good until" in found[1].text


def test_a_certificate_that_signed_itself_can_not_be_trusted(tmp_path):
    tls = server_side(certificate(tmp_path))
    with smtp_server(tls_context=tls, require_starttls=True) as port:
        (finding,) = asked(f"smtp://census:{PASSWORD}@localhost:{port}")
    assert finding.state is TO_DO
    assert "a certificate that can’t be trusted: self-signed certificate" in finding.text


def test_a_certificate_for_another_name_can_not_be_trusted(trusted):
    tls = server_side(trusted(host="elsewhere.example"))
    with smtp_server(tls_context=tls) as port:
        (finding,) = asked(f"smtp://localhost:{port}")
    assert "Hostname mismatch" in finding.text


def test_a_certificate_that_has_ended_can_not_be_trusted(trusted):
    tls = server_side(trusted(days=-1))
    with smtp_server(tls_context=tls) as port:
        (finding,) = asked(f"smtp://localhost:{port}")
    assert "certificate has expired" in finding.text


def test_a_certificate_that_ends_soon_is_something_to_do(trusted):
    tls = server_side(trusted(days=5))
    with smtp_server(tls_context=tls) as port:
        found = asked(f"smtp://localhost:{port}")
    assert [finding.state for finding in found] == [WELL, TO_DO]
    assert "ends on" in found[1].text


def test_a_server_without_encryption_is_not_spoken_to_any_further():
    with smtp_server(auth_require_tls=False) as port:
        (finding,) = asked(f"smtp://census:{PASSWORD}@localhost:{port}")
    assert "doesn’t offer encryption" in finding.text


def test_a_wrong_password_is_said_without_showing_it(trusted):
    tls = server_side(trusted())
    with smtp_server(tls_context=tls, require_starttls=True) as port:
        (finding,) = asked(f"smtp://census:wrong{PASSWORD}@localhost:{port}")
    assert "refuses user name or password" in finding.text
    assert "census" not in finding.text


def test_a_server_on_this_machine_may_be_plain():
    with smtp_server() as port:
        (finding,) = asked(f"smtp+plain://127.0.0.1:{port}")
    assert finding.state is WELL
    assert "unencrypted, as nothing leaves it" in finding.text


def test_a_server_that_wants_tls_from_the_first_byte_is_asked_so(trusted):
    trusted()
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        (finding,) = asked(f"smtps://localhost:{closed.getsockname()[1]}")
    assert "does not answer: Connection refused" in finding.text


def test_a_server_that_says_nothing_is_not_waited_for_for_ever(monkeypatch):
    monkeypatch.setattr(servers, "PATIENCE", 0.3)
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        (finding,) = asked(f"smtp://localhost:{silent.getsockname()[1]}")
    assert "it took too long" in finding.text


def test_a_mail_box_that_opens_is_well(trusted):
    with mail_box(trusted(), password=PASSWORD, folders=("Replies",)) as port:
        found = collected(f"imaps://census:{PASSWORD}@localhost:{port}/Replies")
    assert [finding.state for finding in found] == [WELL, WELL]


@pytest.mark.parametrize(
    ("user", "folder", "words"),
    [
        (f"census:wrong-{PASSWORD}", "INBOX", "refuses user name or password"),
        (f"census:{PASSWORD}", "Nowhere", "has no folder 'Nowhere'"),
    ],
)
def test_a_mail_box_that_does_not_open_says_why(trusted, user, folder, words):
    with mail_box(trusted(), password=PASSWORD) as port:
        (finding,) = collected(f"imaps://{user}@localhost:{port}/{folder}")
    assert words in finding.text


def test_a_mail_box_that_nobody_vouches_for_is_not_told_the_password(tmp_path):
    with mail_box(certificate(tmp_path), password=PASSWORD) as port:
        (finding,) = collected(f"imaps://census:{PASSWORD}@localhost:{port}/INBOX")
    assert "can’t be trusted" in finding.text
