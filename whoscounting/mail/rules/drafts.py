"""What a letter must be before it may wait to be sent. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from whoscounting.mail.rules.placeholders import PURPOSES, gaps

LONGEST_KEY, LONGEST_SUBJECT, LONGEST_EMAIL = 120, 200, 254
LONGEST_BODY = 100_000  # characters; no letter of ours has a tenth of that
MESSAGE_ID = re.compile(r"<[!-;=?-~]{3,198}>")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class LetterDraft:
    """One letter to be queued.

    `key` says what it is (`request:12:chaser`): the same key is the same letter, and is sent once. Where the body is to
    give a secret address it has a placeholder (rules.placeholders), and `secrets` says for its name which secret of
    which generation is meant: `{"reply": ("reply", 12, 1)}`. `attachments` are in the vault: `{"name", "type",
    "sha256"}`.
    """

    key: str
    about: str
    kind: str
    recipient: str
    subject: str
    body: str
    recipient_verified_on: date | None = None
    secrets: Mapping[str, tuple[str, int, int]] = field(default_factory=dict)
    attachments: tuple[Mapping[str, str], ...] = ()
    in_reply_to: str = ""
    # No person decided to send this one: a receipt, for example.
    automatic: bool = False

    @property
    def domain(self) -> str:
        return self.recipient.rpartition("@")[2].lower()


def objection(draft: LetterDraft) -> str:
    """What speaks against queueing this letter, in a sentence; nothing if it may go."""
    return _in_its_head(draft) or _in_its_body(draft) or _in_its_attachments(draft)


def _in_its_head(draft: LetterDraft) -> str:
    if not draft.key or len(draft.key) > LONGEST_KEY:
        return f"A letter’s key has 1 to {LONGEST_KEY} characters."
    if not is_address(draft.recipient):
        return f"{draft.recipient[:60]!r} is no address that a letter can go to."
    if CONTROL.search(draft.subject):
        return "A subject is one line."
    if not draft.subject.strip() or len(draft.subject) > LONGEST_SUBJECT:
        return f"A subject has 1 to {LONGEST_SUBJECT} characters."
    if draft.in_reply_to and not MESSAGE_ID.fullmatch(draft.in_reply_to):
        return "What is answered must be named as mail programmes do: <name@domain>."
    return ""


def _in_its_body(draft: LetterDraft) -> str:
    if not draft.body.strip() or len(draft.body) > LONGEST_BODY:
        return f"A letter has 1 to {LONGEST_BODY:,} characters."
    if "\x00" in draft.body:
        return "A letter is text."
    if gaps(draft.subject):
        return "A subject can’t give a secret address: subjects are shown everywhere."
    if unfilled := gaps(draft.body) - draft.secrets.keys():
        return f"Nothing fills the gap {min(unfilled)!r} in the letter."
    if unknown := {purpose for purpose, _, _ in draft.secrets.values()} - PURPOSES.keys():
        return f"There are no secret addresses for {min(unknown)!r}."
    return ""


def _in_its_attachments(draft: LetterDraft) -> str:
    for one in draft.attachments:
        if not one["name"].strip() or CONTROL.search(one["name"]) or not set(one["name"]).isdisjoint('/\\"'):
            return "An attachment has a name without path and quotation marks, in one line."
        if not re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", one["type"]):
            return f"{one['type'][:40]!r} is no type of a file."
        if not SHA256.fullmatch(one["sha256"]):
            return "An attachment must be in the vault."
    return ""


def is_address(text: str) -> bool:
    """Whether a letter can go there: one plain address of Latin letters, without a name beside it."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return text.isascii() and '"' not in text and not CONTROL.search(text) and len(text) <= LONGEST_EMAIL
