"""Whether receivers can see that our letters are ours: SPF (RFC 7208), DKIM (RFC 6376) and DMARC (RFC 7489) of the
sending domain, and whether replies find their way (MX, RFC 5321; RFC 7505 for a domain that wants no mail)."""

from __future__ import annotations

from collections.abc import Callable

from whoscounting.config.doctor.findings import Finding, to_do, unknown, well
from whoscounting.config.doctor.resolving import Names, NoAnswer

Tags = dict[str, str]


def sending(names: Names, domain: str, selector: str) -> list[Finding]:
    """What the records of the domain that letters come from say."""
    return [
        _looked_up("SPF", domain, lambda: spf(domain, names.texts(domain))),
        _looked_up("DKIM", domain, lambda: _dkim(names, domain, selector)),
        _looked_up("DMARC", domain, lambda: _dmarc(names, domain)),
    ]


def receiving(names: Names, domain: str) -> Finding:
    """Whether the domain of the reply addresses takes in mail."""
    return _looked_up("The mail server", domain, lambda: mail_exchange(domain, names.mail_hosts(domain)))


def spf(domain: str, texts: list[str]) -> Finding:
    """From the TXT records of the domain."""
    records = [text.lower() for text in texts if text.lower().split(" ")[0] == "v=spf1"]
    if not records:
        return to_do(
            f"SPF: {domain} doesn’t say which servers may send for it, so letters may be taken for forged.",
            f"Add a TXT record at {domain}; your mail provider tells its words, such as v=spf1 include:… -all",
        )
    if len(records) > 1:
        return to_do(f"SPF: {domain} has {len(records)} records, so none counts.", "Join them into one TXT record.")
    terms = records[0].split()
    if not ({"-all", "~all"} & set(terms) or any(term.startswith("redirect=") for term in terms)):
        return to_do(f"SPF: the record of {domain} lets everyone send for it.", "End it with -all or ~all.")
    return well(f"SPF: {domain} says which servers may send for it.")


def dkim(name: str, texts: list[str]) -> Finding:
    """From the TXT records of `selector._domainkey.domain`."""
    keys = [tags["p"] for tags in map(tags_of, texts) if "p" in tags]
    if not keys:
        return to_do(
            f"DKIM: there is no key at {name}, so nobody can check who signed our letters.",
            "Add the record that your mail provider gives you, or correct DKIM_SELECTOR.",
        )
    if not any(keys):
        return to_do(f"DKIM: the key at {name} was taken back.", "Ask your mail provider for the selector in use.")
    return well(f"DKIM: there is a key at {name}.")


def dmarc(domain: str, texts: list[str]) -> Finding | None:
    """From the TXT records of `_dmarc.domain`; nothing if there is no such record."""
    records = [tags for tags in map(tags_of, texts) if tags.get("v", "").upper() == "DMARC1"]
    if not records:
        return None
    policy = records[0].get("p", "").lower()
    if len(records) > 1 or policy not in {"none", "quarantine", "reject"}:
        return to_do(
            f"DMARC: the record at _dmarc.{domain} can’t be understood.", "There must be one, with p=none or more."
        )
    asks = "asks receivers only to watch (p=none)" if policy == "none" else f"asks receivers to {policy} what is forged"
    return well(f"DMARC: {domain} {asks}.")


def mail_exchange(domain: str, hosts: list[str]) -> Finding:
    """From the MX records, best first."""
    if not hosts:
        return to_do(
            f"{domain} has no mail server (MX), so no reply to a reply address would reach us.",
            f"Add an MX record for {domain} that names the server on which the reply addresses are taken in.",
        )
    if hosts == ["."]:
        return to_do(f"{domain} says that it wants no mail.", "Replace its MX record by one that names a server.")
    return well(f"Mail for {domain} goes to {hosts[0].rstrip('.')}.")


def tags_of(text: str) -> Tags:
    """`v=DMARC1; p=none` as names and values; none if it has another form."""
    pairs = [part.partition("=") for part in text.split(";") if part.strip()]
    return {name.strip(): value.strip() for name, sign, value in pairs if sign}


def _dkim(names: Names, domain: str, selector: str) -> Finding:
    if not selector:
        return unknown(
            "DKIM: without the selector under which your mail provider signs, nothing can be looked up.",
            "Set DKIM_SELECTOR to the word before ._domainkey in the record that your provider gave you.",
        )
    name = f"{selector}._domainkey.{domain}"
    return dkim(name, names.texts(name))


def _dmarc(names: Names, domain: str) -> Finding:
    """Asked upwards, because a record of the parent counts for all below it."""
    labels = domain.split(".")
    parents = (".".join(labels[at:]) for at in range(max(1, len(labels) - 1)))
    found = (dmarc(parent, names.texts(f"_dmarc.{parent}")) for parent in parents)
    return next((finding for finding in found if finding), None) or to_do(
        f"DMARC: {domain} doesn’t say what to do with letters that only pretend to come from it.",
        f"Add a TXT record at _dmarc.{domain}, at first: v=DMARC1; p=none; rua=mailto:somebody@{domain}",
    )


def _looked_up(what: str, domain: str, look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except NoAnswer as silence:
        return unknown(
            f"{what} of {domain} could not be looked up: {silence}.", "Look again from a machine with a name server."
        )
