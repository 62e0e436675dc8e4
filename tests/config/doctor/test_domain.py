"""What the records of a domain say about letters, and how they are asked for."""

import socket

import pytest

from tests.config.doctor.edge import name_server
from whoscounting.config.doctor import domain
from whoscounting.config.doctor.findings import State
from whoscounting.config.doctor.resolving import Names, NoAnswer

WELL, TO_DO, UNKNOWN = State.WELL, State.TO_DO, State.UNKNOWN
READY = {
    ("charity.org.uk", "TXT"): ['"something=else"', '"v=spf1 include:mail.example" " -all"'],
    ("s1._domainkey.charity.org.uk", "TXT"): ['"v=DKIM1; k=rsa; p=MIIB"'],
    ("_dmarc.charity.org.uk", "TXT"): ['"v=DMARC1; p=quarantine"'],
    ("reply.charity.org.uk", "MX"): ["20 second.mail.example.", "10 first.mail.example."],
}


@pytest.mark.parametrize(
    ("texts", "state", "words"),
    [
        (["v=spf1 include:mail.example -all"], WELL, "says which servers"),
        (["V=SPF1 mx ~all", "google-site-verification=x"], WELL, "says which servers"),
        (["v=spf1 redirect=_spf.mail.example"], WELL, "says which servers"),
        ([], TO_DO, "doesn’t say which servers"),
        (["v=spf10 -all", "spf"], TO_DO, "doesn’t say which servers"),
        (["v=spf1 -all", "v=spf1 mx -all"], TO_DO, "2 records, so none counts"),
        (["v=spf1 +all"], TO_DO, "lets everyone send"),
        (["v=spf1 mx ?all"], TO_DO, "lets everyone send"),
        (["v=spf1"], TO_DO, "lets everyone send"),
    ],
)
def test_spf_must_be_one_record_that_does_not_let_everyone_send(texts, state, words):
    finding = domain.spf("charity.org.uk", texts)
    assert finding.state is state
    assert words in finding.text


@pytest.mark.parametrize(
    ("texts", "state", "words"),
    [
        (["v=DKIM1; k=rsa; p=MIIB"], WELL, "there is a key"),
        (["p=MIIB"], WELL, "there is a key"),
        ([], TO_DO, "there is no key"),
        (["hello"], TO_DO, "there is no key"),
        (["v=DKIM1; p="], TO_DO, "was taken back"),
    ],
)
def test_dkim_needs_a_key_that_was_not_taken_back(texts, state, words):
    finding = domain.dkim("s1._domainkey.charity.org.uk", texts)
    assert finding.state is state
    assert words in finding.text


@pytest.mark.parametrize(
    ("texts", "state", "words"),
    [
        (["v=DMARC1; p=reject; rua=mailto:a@b"], WELL, "asks receivers to reject"),
        (["v=DMARC1;p=none"], WELL, "only to watch"),
        (["v=DMARC1; p=maybe"], TO_DO, "can’t be understood"),
        (["v=DMARC1"], TO_DO, "can’t be understood"),
        (["v=DMARC1; p=none", "v=DMARC1; p=none"], TO_DO, "can’t be understood"),
    ],
)
def test_dmarc_must_be_one_record_with_a_policy(texts, state, words):
    finding = domain.dmarc("charity.org.uk", texts)
    assert finding.state is state
    assert words in finding.text


def test_replies_need_a_mail_server():
    assert domain.mail_exchange("reply.charity.org.uk", []).state is TO_DO
    assert "wants no mail" in domain.mail_exchange("reply.charity.org.uk", ["."]).text
    assert domain.mail_exchange("reply.charity.org.uk", ["mx.example."]).text.endswith("goes to mx.example.")


def test_a_domain_that_is_ready_is_well():
    with name_server(READY) as address:
        names = Names(address)
        found = [*domain.sending(names, "charity.org.uk", "s1"), domain.receiving(names, "reply.charity.org.uk")]
    assert [finding.state for finding in found] == [WELL] * 4
    assert found[3].text == "Mail for reply.charity.org.uk goes to first.mail.example."


def test_a_domain_without_records_gets_something_to_do_for_each():
    with name_server({}) as address:
        names = Names(address)
        found = [*domain.sending(names, "charity.org.uk", "s1"), domain.receiving(names, "reply.charity.org.uk")]
    assert [finding.state for finding in found] == [TO_DO] * 4
    assert all(finding.do for finding in found)


def test_the_dmarc_record_of_the_parent_counts_for_what_is_below():
    with name_server(READY) as address:
        found = domain.sending(Names(address), "census.charity.org.uk", "s1")
    assert found[2].text == "DMARC: charity.org.uk asks receivers to quarantine what is forged."


def test_without_the_selector_nothing_is_said_about_dkim():
    with name_server(READY) as address:
        found = domain.sending(Names(address), "charity.org.uk", "")
    assert [finding.state for finding in found] == [WELL, UNKNOWN, WELL]


def test_a_name_server_that_fails_is_no_proof_that_there_is_nothing():
    with name_server(READY, failing=True) as address:
        found = domain.sending(Names(address), "charity.org.uk", "s1")
    assert [finding.state for finding in found] == [UNKNOWN] * 3
    assert "could not be looked up: the name servers report a failure" in found[0].text


def test_a_name_server_that_is_silent_is_waited_for_once(monkeypatch):
    monkeypatch.setattr("whoscounting.config.doctor.resolving.PATIENCE", 0.4)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        names = Names(f"127.0.0.1:{silent.getsockname()[1]}")
        found = domain.sending(names, "charity.org.uk", "s1")
        assert [finding.state for finding in found] == [UNKNOWN] * 3
        assert all("could not be looked up: the name server does not answer" in finding.text for finding in found)
        with pytest.raises(NoAnswer):
            names.texts("charity.org.uk")


@pytest.mark.parametrize("name", ["a..b", "x" * 70 + ".org", "ü" * 300])
def test_what_can_be_no_domain_is_said(name):
    with name_server({}) as address, pytest.raises(NoAnswer):
        Names(address).texts(name)


@pytest.mark.parametrize("address", ["name.example", "127.0.0.1:port", "1.2.3"])
def test_a_name_server_is_named_by_its_address(address):
    with pytest.raises(ValueError, match=r".+"):
        Names(address)
