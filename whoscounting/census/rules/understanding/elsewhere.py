"""Rules for letters that point to another place: another body, a web page, a locked message, an attachment."""

from __future__ import annotations

import re

from whoscounting.census.rules.understanding.bodies import body_after
from whoscounting.census.rules.understanding.kinds import NoticeKind as Kind
from whoscounting.census.rules.understanding.patterns import either, listed, one_of
from whoscounting.census.rules.understanding.rule import Rule, conditional

_LINK = re.compile(r"https?://[^\s<>\"')\]]{1,500}|\bwww\.[^\s<>\"')\]]{1,500}", re.IGNORECASE)

_PASSED = "transferred, forwarded, redirected, re-directed, passed, referred, transferring, forwarding, sent"
_PASSED_ON = re.compile(rf"\b(?i:{either(_PASSED)})\b")
_OUR_REQUEST = one_of(rf"\b{either('request, enquiry, query, it, questions?')}\b")
_PASSED_SOON = one_of(
    rf"\b{either('will, can, shall')} {either('transfer, forward, pass')}|not (?:been )?(?:transferred|forwarded)",
    r"\byou have\b|\byour (?:details|consent)",
)
_ASKING = "contact, approach, ask, redirect, re-direct, direct, submit, send, address, refer to, write to, try"
_ASK = re.compile(rf"\b(?i:{either(_ASKING)})\b")
_URGES = one_of(
    rf"\b{either('please, kindly, should, suggest, recommend, advise, need to, best to, best placed, be able to')}\b",
    rf"\b(?:may|might|could) {either('wish, want, like, find')}\b|\byou (?:can|could|may)\b|\bbe directed\b",
)
_THEM = re.compile(
    rf"\b{either('contact, approach, ask, direct, redirect, redirected, write to')}\b[^.]{{0,30}}?\b(?:them|whom)\b"
    r"|\bto whom you\b"
)
_IN_CASE = re.compile(r"\b(?:if|unless|should you|in the event)\b")

_LOG = one_of(
    r"disclosure[ -]?log",
    rf"previous(?:ly)? (?:foi )?{either('responses?, requests?, answered, published')}",
)
_LOG_POINTS = one_of(
    rf"\b{either('found, available, accessed, see, refer, view, viewed, visit, follow, published, via, at')}\b"
)
# Our own question was answered before; that earlier answers stand there at all is said beneath many letters.
_LOG_OURS = one_of(
    rf"\b{either('similar, same, already, identical, answered, this information')}\b",
    r"information (?:that )?you\b|your (?:request|question)",
)
_LOG_FUTURE = one_of(
    rf"{either('will, may, might, could')} (?:also )?be (?:\w+ )?{either('published, added, placed, made')}",
    r"we (?:also )?publish",
)

_LOCKED = either("secure, encrypted, protected, password[ -]protected")
_THING = either("message, e-?mail, files?, package, documents?, link, portal, attachment")
_LOCKED_THING = rf"{_LOCKED} (?:\w+ )?{_THING}"
_SERVICES = (
    "egress, cryshare, galaxkey, mimecast, zivver, proofpoint, virtru, quatrix, kiteworks, sharefile, wetransfer, "
    "onedrive, sharepoint, sophos, barracuda, objective connect"
)
_AT_SERVICE = rf"\b{either(_SERVICES)}\b"
_OPENS = either(
    "link, download, access, open, view, read, register, account, sign in, log ?in, password, passcode, retrieve"
)
SECURE_LINK = (
    Rule(
        Kind.SECURE_LINK,
        "It waits behind a link for locked mail.",
        ("secure", "encrypted", "protected"),
        one_of(
            rf"\b{either('sent, received, got, have')}\b~"
            rf"\b{either('an?, by, via, using, through')} (?:new )?{_LOCKED_THING}",
            rf"\b{either('read, open, view, access, download, retrieve, collect, unlock')}\b~\b{_LOCKED_THING}",
        ),
        one_of(r"not (?:a |been )?secure|for security|is the secure|may not be secure"),
    ),
    Rule(
        Kind.SECURE_LINK,
        "It waits behind a link that expires.",
        ("expire", "available for", "available until"),
        one_of(rf"\b(?:{_THING}|access)\b~\b(?:expires?|will expire|(?:is|are|be) available (?:for|until))\b"),
        one_of(r"licen[cs]e|published|consultation"),
    ),
    Rule(
        Kind.SECURE_LINK,
        "It waits with a service for locked mail.",
        listed(_SERVICES),
        one_of(rf"\b{_OPENS}\b~{_AT_SERVICE}|{_AT_SERVICE}~\b{_OPENS}\b"),
        one_of(r"scanned|protected by|sent securely|more information|for malware|virus"),
    ),
)
ATTACHED = Rule(
    Kind.ATTACHMENT_ONLY,
    "All that it says stands in what is attached.",
    ("attach", "enclos", "pfa"),
    one_of(
        rf"\b{either('find, see, refer to, open, review, read')}\b~"
        rf"\b{either('attached, enclosed, attachments?, enclosures?')}\b",
        r"^\W{0,3}pfa\b",
        rf"\b{either('response, reply, letter, answers?, information, data')}\b~\b(?:is|are|as) (?:attached|enclosed)",
        r"\b(?:i|we) (?:have )?(?:attach|enclose|attached|enclosed)\b",
        r"\battached (?:is|are|letter|response|document)\b",
    ),
)


def transferred_to(plain: str, said: str) -> str:
    """The other body to which the trust passed our request; '' where it did not, or only to a team of its own."""
    match = _PASSED_ON.search(said)
    if (
        match is None
        or not _OUR_REQUEST.search(plain)
        or _PASSED_SOON.search(plain)
        or conditional(said.lower(), match.start())
    ):
        return ""
    place = said.find(" to ", match.end())
    return body_after(said, place) if place >= 0 else ""


def redirected_to(plain: str, said: str, before: str) -> str:
    """The other body that we are to ask, named here or, where this says ‘them’, in the sentence before."""
    match = _ASK.search(said)
    if match is None or _IN_CASE.search(plain) or _PASSED_ON.search(said):
        return ""
    if _THEM.search(plain):
        return body_after(said, 0) or body_after(before, 0)
    return body_after(said, match.end()) if _URGES.search(plain) else ""


def points_to_log(plain: str, before: str) -> bool:
    """Whether it points to an answer to our question in its disclosure log. That ours will be put there says nothing.

    `before` is the sentence before, which may say that it was the same question.
    """
    match = _LOG.search(plain)
    if match is None or _LOG_FUTURE.search(plain) or conditional(plain, match.start()):
        return False
    return bool(_LOG_POINTS.search(plain)) and bool(_LOG_OURS.search(plain) or _LOG_OURS.search(before))


def link_in(said: str) -> str:
    """The first link, without the full stop behind it."""
    match = _LINK.search(said)
    return match[0].rstrip(".,;:!?") if match else ""
