"""What somebody has typed into the form: read with care, and kept to the last letter where it can't be saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.http import QueryDict

from whoscounting.census.models import DoorDraft
from whoscounting.census.rules.door import DISPOSITIONS, LONGEST_VALUE, LONGEST_WORDS, SECTIONS, Asked, Written
from whoscounting.mail.reading import clean
from whoscounting.mail.rules.drafts import is_address

LONGEST_NAME = 120
FAR = 100_000  # characters; what is longer is cut, and refused for its length anyway


@dataclass(frozen=True)
class Typed:
    """The whole form. `problems` say by field why it can't be saved."""

    answers: Mapping[str, Written]
    name: str = ""
    role: str = ""
    email: str = ""
    seen: int = 0
    problems: Mapping[str, str] = field(default_factory=dict)


def of_draft(draft: DoorDraft | None, answers: Mapping[str, Written]) -> Typed:
    """What stands in the draft."""
    if draft is None:
        return Typed(answers)
    return Typed(answers, draft.name, draft.role, draft.email, draft.version)


def of_form(post: QueryDict, asked: Sequence[Asked]) -> Typed:
    """What was posted. A draft may be unfinished, so only what can't be kept at all is a problem."""
    answers = {one.code: _written(post, one) for one in asked}
    name, role, email = (clean.plain(post.get(key, ""), 1000) for key in ("name", "role", "email"))
    problems = {f"q-{code}": why for code, said in answers.items() if (why := _too_long(said))}
    for key, text in (("name", name), ("role", role)):
        if len(text) > LONGEST_NAME:
            problems[key] = f"Please keep this to {LONGEST_NAME} characters."
    if email and not is_address(email):
        problems["email"] = "This is no e-mail address that a letter can reach. Put it right, or leave it empty."
    seen = post.get("seen", "")
    return Typed(answers, name, role, email, int(seen) if seen.isdecimal() and len(seen) < 9 else 0, problems)


def _written(post: QueryDict, asked: Asked) -> Written:
    value = clean.plain(post.get(f"q-{asked.code}-value", ""), 2 * LONGEST_VALUE)
    words = clean.lines(post.get(f"q-{asked.code}-words", "")[:FAR], FAR).strip()
    exemption = post.get(f"q-{asked.code}-section", "")
    chosen = post.get(f"q-{asked.code}-way", "")
    return Written(
        disposition=chosen if chosen in DISPOSITIONS else _meant(value),
        value=value,
        words=words,
        exemption=exemption if exemption in SECTIONS else "",
    )


def _meant(value: str) -> str:
    """Who writes an answer and chooses no way to answer has answered."""
    return "answered" if value else "silent"


def _too_long(said: Written) -> str:
    if len(said.value) > LONGEST_VALUE or len(said.words) > LONGEST_WORDS:
        return f"That is too long: at most {LONGEST_VALUE} characters, and {LONGEST_WORDS:,} for your own words."
    return ""
