"""Whose mail a sender's domain makes it. Only ever a suggestion: anybody can write any sender."""

from __future__ import annotations

from urllib.parse import urlsplit

# Behind these stand many bodies, or anybody.
SHARED = {"nhs.net", "nhs.uk", "nhs.scot", "gov.uk", "org.uk", "co.uk", "ac.uk"}
SHARED |= {"gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.co.uk", "live.co.uk", "live.com"}
SHARED |= {"yahoo.com", "yahoo.co.uk", "btinternet.com", "icloud.com", "aol.com", "onmicrosoft.com"}


def domain_of_address(address: str) -> str:
    """What stands behind the @, if that is one body's own; else nothing."""
    return _own(address.rpartition("@")[2])


def domain_of_website(url: str) -> str:
    """The host without `www.`, if that is one body's own; else nothing."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return _own(host.removeprefix("www."))


def upwards(domain: str) -> list[str]:
    """The domain and those above it that are still one body's own: mail comes from `foi.trust.nhs.uk` too."""
    labels = domain.lower().split(".")
    names = (".".join(labels[start:]) for start in range(len(labels)))
    return [name for name in names if _own(name)]


def _own(domain: str) -> str:
    domain = domain.strip().lower().rstrip(".")
    return "" if "." not in domain or domain in SHARED else domain
