"""Rules for letters that point to another place: another body, a web page, a locked message, an attachment."""

from __future__ import annotations

import re

from whoscounting.census.rules.understanding.bodies import body_after
from whoscounting.census.rules.understanding.kinds import NoticeKind as Kind
from whoscounting.census.rules.understanding.rule import Rule, conditional, one_of, phrase

LINK = re.compile(r"https?://[^\s<>\"')\]]{1,500}|\bwww\.[^\s<>\"')\]]{1,500}", re.IGNORECASE)

_PASSED_ON = re.compile(r"\b(?i:transferred|forwarded|redirected|re-directed|passed|referred|transferring|forwarding|sent)\b")
_OUR_REQUEST = phrase(r"\b(?:request|enquiry|query|it|questions?)\b")
_ASK = re.compile(
    r"\b(?i:contact|approach|ask|redirect|re-direct|direct|submit|send|address|refer to|write to|try)\b"
)
_URGES = one_of(
    r"\b(?:please|kindly|should|suggest|recommend|advise|would need to|need to|best to|best placed|(?:may|might|could) (?:wish|want|like|find)"
    r"|you (?:can|could|may)|be able to|be directed|ought)\b"
)
_THEM = re.compile(r"\b(?:contact|approach|ask|direct|redirect|redirected|write to)\b[^.]{0,30}?\b(?:them|whom)\b|to whom you\b")
_IN_CASE = re.compile(r"\b(?:if|unless|should you|in the event)\b")
_PASSED_SOON = one_of(r"\b(?:will|can|shall) (?:transfer|forward|pass)|not (?:been )?(?:transferred|forwarded)|you have|your (?:details|consent)")

_LOG = one_of(r"disclosure[ -]log", r"disclosure-?log", r"previous(?:ly)? (?:foi )?(?:responses?|requests?|answered|published)")
_LOG_POINTS = one_of(
    r"\b(?:found|available|accessed|see|refer|view|viewed|visit|follow|published|via|at)\b",
)
_LOG_FUTURE = one_of(r"(?:will|may|might|could) (?:also )?be (?:\w+ )?(?:published|added|placed|made)", r"we (?:also )?publish")

_LOCKED = r"(?:secure|encrypted|protected|password[ -]protected)"
_THING = r"(?:message|e-?mail|file|files|package|document|documents|link|portal|attachment)"
_SERVICES = (
    r"\b(?:egress|cryshare|galaxkey|mimecast|zivver|proofpoint|voltage|virtru|quatrix|kiteworks|sharefile|wetransfer|onedrive"
    r"|sharepoint|securemail|sophos|barracuda|cisco|trend micro|objective connect)\b"
)
SECURE_LINK = (
    Rule(
        Kind.SECURE_LINK,
        "It waits behind a link for locked mail.",
        ("secure", "encrypted", "protected"),
        one_of(
            rf"\b(?:sent|received|got|have|has been sent)\b~\b(?:an? |by |via |using |through )(?:new )?{_LOCKED} (?:\w+ )?{_THING}",
            rf"\b(?:read|open|view|access|download|retrieve|collect|unlock)\b~\b{_LOCKED} (?:\w+ )?{_THING}",
        ),
        one_of(r"not (?:a |been )?secure", r"for security", r"is the secure", r"may not be secure"),
    ),
    Rule(
        Kind.SECURE_LINK,
        "It waits behind a link that expires.",
        ("expire", "available for", "available until"),
        one_of(
            rf"\b(?:link|{_THING}|access)\b~\b(?:expires?|will expire|(?:is|are|be) available (?:for|until))\b",
        ),
        one_of(r"licen[cs]e|published|consultation"),
    ),
    Rule(
        Kind.SECURE_LINK,
        "It waits with a service for locked mail.",
        tuple(_SERVICES[6:-3].split("|")),
        one_of(
            rf"\b(?:link|download|access|open|view|read|register|account|sign in|log ?in|password|passcode|retrieve)\b~{_SERVICES}",
            rf"{_SERVICES}~\b(?:link|download|access|open|view|register|sign in|log ?in|password|passcode|retrieve)\b",
        ),
        one_of(r"scanned|protected by|sent securely|more information|for malware|virus"),
    ),
)
ATTACHED = Rule(
    Kind.ATTACHMENT_ONLY,
    "All that it says stands in what is attached.",
    ("attach", "enclos", "pfa"),
    one_of(
        r"\b(?:find|see|refer to|open|review|read)\b~\b(?:attached|enclosed|attachments?|enclosures?)\b",
        r"^\W{0,3}pfa\b",
        r"\b(?:response|reply|letter|answers?|information|data)\b~\b(?:is|are|as) (?:attached|enclosed)",
        r"\b(?:i|we) (?:have )?(?:attach|enclose|attached|enclosed)\b|\battached (?:is|are|letter|response|document)\b",
    ),
)


def transferred_to(plain: str, said: str) -> str:
    """The other body to which the trust passed our request; '' where it did not, or only to a team of its own."""
    match = _PASSED_ON.search(said)
    if match is None or not _OUR_REQUEST.search(plain) or _PASSED_SOON.search(plain) or conditional(said.lower(), match.start()):
        return ""
    return body_after(said, match.end())


def redirected_to(plain: str, said: str, before: str) -> str:
    """The other body that we are to ask, named here or, where this says ‘them’, in the sentence before."""
    match = _ASK.search(said)
    if match is None or _IN_CASE.search(plain) or _PASSED_ON.search(said):
        return ""
    if _THEM.search(plain):
        return body_after(said, 0) or body_after(before, 0)
    return body_after(said, match.end()) if _URGES.search(plain) else ""


def points_to_log(plain: str) -> bool:
    """Whether it refers us to an answer in its disclosure log; that ours will be put there says nothing."""
    match = _LOG.search(plain)
    if match is None or _LOG_FUTURE.search(plain) or conditional(plain, match.start()):
        return False
    return bool(_LOG_POINTS.search(plain))


def link_in(said: str) -> str:
    """The first link, without the full stop behind it."""
    match = LINK.search(said)
    return match[0].rstrip(".,;:!?") if match else ""
