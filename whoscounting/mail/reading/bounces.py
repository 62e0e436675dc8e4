"""Letters of ours that came back: reports as RFC 3464 has them, and those that only read like one."""

from __future__ import annotations

import re

from whoscounting.mail.reading import clean, headings, parts
from whoscounting.mail.reading.parts import Part
from whoscounting.mail.reading.shapes import Bounce

STATUS_PART = {"message/delivery-status", "message/global-delivery-status"}
RETURNED = {"message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"}
MOST_BYTES = 64 * 1024
MOST_BLOCKS = 50
EMPTY_LINE = re.compile(rb"(?:\r?\n){2,}+")
ACTIONS = ("failed", "delayed", "delivered", "relayed", "expanded")  # the worst first

MACHINES = re.compile(r"(mailer-daemon|postmaster|mail-daemon|mdaemon|microsoftexchange[0-9a-f]+)@", re.IGNORECASE)
SUBJECT = re.compile(
    r"undeliver|not delivered|undelivered|returned mail|returning message|delivery[a-z: ()]{0,30}fail|failure notice"
    r"|delivery status|delivery incomplete|delivery problem|delayed|mail system error|rejected",
    re.IGNORECASE,
)
DELAY = re.compile(r"\bdelay|\bwarning\b|will (keep|continue) trying|not necessary to resend", re.IGNORECASE)
STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
SMTP = re.compile(r"(?<![\d.])([45])\d\d[ -]")
ORIGINAL = re.compile(r"^[> ]{0,9}Message-ID:\s{0,20}<([^<>\s]{1,248})>", re.IGNORECASE | re.MULTILINE)
SEARCHED = 20_000  # characters of words in which a reason may stand


def standard(report: bytes, returned: bytes) -> Bounce | None:
    """From the part meant for machines, and the heading of the letter that it brings back."""
    blocks = [_heading(block) for block in EMPTY_LINE.split(report[:MOST_BYTES].strip())[:MOST_BLOCKS]]
    about = [one for one in blocks if _action(one)]
    if not about:
        return None
    worst = min(about, key=lambda one: ACTIONS.index(_action(one)))
    alike = [one for one in about if _action(one) == _action(worst)]
    named = (one.one("original-recipient") or one.one("final-recipient") for one in alike)
    return Bounce(
        action=_action(worst),
        status=_first(STATUS, worst.one("status")),
        diagnostic=headings.words(worst.one("diagnostic-code").partition(";")[2] or worst.one("diagnostic-code"), 500),
        recipients=tuple(one.address for one in headings.addresses(name.partition(";")[2] or name for name in named)),
        original_id=original_id(returned),
    )


def _action(block: Part) -> str:
    said = block.one("action").strip().lower().partition(" ")[0]
    return said if said in ACTIONS else ""


def _heading(raw: bytes) -> Part:
    return parts.parsed_bytes(raw, parts.Tally())


def original_id(returned: bytes) -> str:
    """The Message-ID in the heading of a letter that was brought back; empty where there is none."""
    head = EMPTY_LINE.split(returned[:MOST_BYTES].lstrip(), maxsplit=1)[0]
    return next(iter(headings.ids(_heading(head).one("message-id"))), "") if head else ""


def looks_like(root: Part, subject: str, text: str, *, from_address: str, return_path: str | None) -> Bounce | None:
    """A report in some mail server's own manner: from a machine, with words that say so."""
    failed = headings.addresses(root.every("x-failed-recipients"))
    by_machine = return_path == "" or bool(MACHINES.match(from_address))
    if not (by_machine and (failed or SUBJECT.search(subject))):
        return None
    said = text[:SEARCHED]
    status = _first(STATUS, said)
    code = SMTP.search(said)
    is_late = DELAY.search(subject) or (not failed and DELAY.search(said))
    answers = headings.ids(root.one("in-reply-to") or root.one("references"))
    return Bounce(
        action="delayed" if is_late else "failed",
        status=status or (f"{code[1]}.0.0" if code else ""),
        diagnostic=_reason(said),
        recipients=tuple(one.address for one in failed),
        original_id=_first(ORIGINAL, text) or (answers[-1] if answers else ""),
        standard=False,
    )


def _reason(said: str) -> str:
    """The first line in which a code stands."""
    lines = (line for line in said.split("\n") if STATUS.search(line) or SMTP.search(line))
    return clean.plain(next(lines, ""), 500)


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""
