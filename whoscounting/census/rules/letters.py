"""The words of our letters to trusts: what stands in them by itself, and what may never be missing."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from whoscounting.mail.rules.placeholders import gap, harmless

FIELD = re.compile(r"\{(\w+)\}")
LONGEST_SUBJECT = 200

# What each merge field puts into a letter, in words for those who write it.
FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "trust": "the trust’s name",
        "charity": "our legal name",
        "round": "the name of the round",
        "questions": "the questions of the request, numbered",
        "voluntary": "the questions outside the request",
        "door": "the link to the trust’s own questions",
        "reply_address": "the mail address for this request alone",
        "sent_on": "the day on which the request went out",
        "due_on": "the last day that the law allowed",
        "words": "what you write for this one trust",
    }
)
# These are secret, and are put in at the moment of sending.
SECRET = ("door", "reply_address")
# Which fields a kind of letter knows, and which of them it can't do without.
ALWAYS = frozenset({"trust", "charity", "round", "questions", "voluntary", "door", "reply_address"})
KNOWN: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "request": ALWAYS,
        "chaser": ALWAYS | {"sent_on", "due_on"},
        "clarification": ALWAYS | {"sent_on", "words"},
        "review": ALWAYS | {"sent_on", "words"},
    }
)
NEEDED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "request": frozenset({"trust", "charity", "questions", "reply_address"}),
        "chaser": frozenset({"trust", "charity", "questions", "reply_address", "sent_on", "due_on"}),
        "clarification": frozenset({"trust", "charity", "reply_address", "sent_on", "words"}),
        "review": frozenset({"trust", "charity", "reply_address", "sent_on", "words"}),
    }
)
ACT, ADVICE = "Freedom of Information Act 2000", "section 16"


@dataclass(frozen=True)
class Words:
    """Subject and body of a letter, with merge fields like {trust} in them."""

    subject: str
    body: str


def objections(kind: str, words: Words) -> list[str]:
    """What is wrong with the words of a letter, each in a sentence; nothing when it may be sent.

    A request must be complete without any link, name us and the Act, and ask for advice under section 16.
    """
    if not words.subject.strip() or not words.body.strip():
        return ["A letter needs a subject and a text."]
    found = []
    if len(words.subject) > LONGEST_SUBJECT or "\n" in words.subject or "\r" in words.subject:
        found.append(f"The subject is one line of at most {LONGEST_SUBJECT} characters.")
    used = set(FIELD.findall(words.body))
    in_subject = set(FIELD.findall(words.subject))
    found += [f"There is no field {{{name}}} in this letter." for name in sorted((used | in_subject) - KNOWN[kind])]
    found += [f"A subject can’t hold {{{name}}}." for name in sorted(in_subject & {*SECRET, "questions", "voluntary"})]
    found += [f"{{{name}}} is missing: {FIELDS[name]}." for name in sorted(NEEDED[kind] - used)]
    if kind == "request" and ACT not in words.body:
        found.append(f"Name the {ACT}, so that nobody can take this for anything but a request.")
    if kind == "request" and ADVICE not in words.body:
        found.append("Ask for advice under section 16, in case question 2 goes beyond the cost limit.")
    return found


def merged(words: Words, fields: Mapping[str, str]) -> Words:
    """The letter with its fields filled. What is secret stays a gap that the mail room fills."""
    values = {name: harmless(value) for name, value in fields.items()} | {name: gap(name) for name in SECRET}

    def fill(found: re.Match[str]) -> str:
        return values.get(found[1], found[0])

    return Words(" ".join(FIELD.sub(fill, words.subject).split())[:LONGEST_SUBJECT], FIELD.sub(fill, words.body))


def secrets_in(body: str) -> Collection[str]:
    """The names of the secrets that a merged letter waits for."""
    return [name for name in SECRET if gap(name) in body]


def listed(questions: Sequence[tuple[str, str]]) -> str:
    """Questions as a letter gives them: number and wording, a blank line between."""
    return "\n\n".join(f"{number}. {wording}" for number, wording in questions)
