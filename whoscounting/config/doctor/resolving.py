"""Asking the domain name system."""

from __future__ import annotations

from ipaddress import ip_address

import dns.exception
import dns.resolver

PATIENCE = 4.0  # seconds for one question, with all its tries


class NoAnswer(Exception):
    """Nobody could say; that is not the same as 'there is nothing'. The message says why."""


class Names:
    """A resolver: the machine's own, or the one at `address`, like 192.0.2.1 or 127.0.0.1:5353.

    Once it did not answer at all it isn't asked again, so that a machine without a network needn't wait for each name.
    """

    def __init__(self, address: str = "") -> None:
        self._silent = ""
        try:
            self._resolver = dns.resolver.Resolver(configure=not address)
        except dns.resolver.NoResolverConfiguration:
            self._resolver, self._silent = dns.resolver.Resolver(configure=False), "this machine knows no name server"
        if address:
            self._resolver.nameservers, self._resolver.port = _read(address)
        self._resolver.lifetime, self._resolver.timeout = PATIENCE, PATIENCE / 2
        self._resolver.search = []

    def texts(self, name: str) -> list[str]:
        """The TXT records of a name; none if there are none. Raises NoAnswer."""
        return [b"".join(record.strings).decode(errors="replace") for record in self._ask(name, "TXT")]

    def mail_hosts(self, name: str) -> list[str]:
        """Who takes in mail for a domain, best first; a domain that wants none says so with '.'. Raises NoAnswer."""
        records = sorted(self._ask(name, "MX"), key=lambda record: record.preference)
        return [record.exchange.to_text() for record in records]

    def _ask(self, name: str, kind: str) -> list:
        if self._silent:
            raise NoAnswer(self._silent)
        try:
            return list(self._resolver.resolve(f"{name.rstrip('.')}.", kind))
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        except dns.exception.Timeout:
            self._silent = "the name server does not answer"
            raise NoAnswer(self._silent) from None
        except dns.resolver.NoNameservers as error:
            raise NoAnswer(_why(error)) from None
        except (dns.exception.DNSException, UnicodeError):
            raise NoAnswer(f"{name!r} can’t be a domain") from None


def _why(error: dns.resolver.NoNameservers) -> str:
    refused = "SERVFAIL" in str(error) or "REFUSED" in str(error)
    return "the name servers report a failure" if refused else "no name server can be reached"


def _read(address: str) -> tuple[list[str], int]:
    """Raises ValueError for what is no address."""
    host, _, port = address.rpartition(":") if address.count(":") == 1 else (address, "", "")
    return [str(ip_address(host.strip("[]")))], int(port or 53)
