"""Invented replies, the same for the same seed. Every sentence says that it is invented."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from whoscounting.census.actions import EvidenceDraft, ReplyDraft
from whoscounting.mail.models import Inbound

# Roughly the proportions of the press release of 21 September 2016, with a few who are silent or unclear.
WEIGHTS = {"collecting": 31, "partial": 43, "not_collecting": 18, "undecided": 4, "no_response": 4}
CHANCE_OF_CHANGE = 0.3
# A trust that changes between rounds mostly takes a step towards recording.
STEPS = {
    "collecting": ("partial",),
    "partial": ("collecting", "collecting", "not_collecting", "no_response"),
    "not_collecting": ("partial", "partial", "collecting", "no_response"),
    "undecided": ("partial", "collecting"),
    "no_response": ("partial", "not_collecting"),
}
MARK = "Invented answer: "
HOSTILE_NAME = "..\\..\\<letter>.txt"


@dataclass(frozen=True)
class Said:
    """One answer before it is wrapped with its evidence."""

    question: str
    disposition: str
    value: str
    sentence: str
    exemption: str = ""


def first_outcome(random: Random) -> str:
    """What becomes of a trust in its first round."""
    return random.choices(list(WEIGHTS), weights=list(WEIGHTS.values()))[0]


def next_outcome(before: str, random: Random) -> str:
    """What becomes of it in the next."""
    return random.choice(STEPS[before]) if random.random() < CHANCE_OF_CHANGE else before


def reply(outcome: str, *, year: int, random: Random) -> list[ReplyDraft]:
    """A whole reply that leads to the outcome. What it rests on is the letter, see `found_in`."""
    return [_draft(one) for one in [*_MAIN[outcome](random, year), *_further(outcome, random)]]


def found_in(letter: Inbound, draft: ReplyDraft) -> ReplyDraft:
    """The same, resting on the letter that came."""
    return replace(draft, evidence=(EvidenceDraft(draft.words, inbound=letter),))


def hostile(drafts: list[ReplyDraft]) -> list[ReplyDraft]:
    """The same reply with the weather that real mail brings: markup, a spreadsheet formula, text that turns round."""
    nasty = f'{MARK}<script>alert("counted")</script> =HYPERLINK("https://example.invalid") \u202e& <b>Yes</b>'
    first, *rest = drafts
    return [replace(first, words=nasty), *rest]


def _draft(said: Said) -> ReplyDraft:
    return ReplyDraft(said.question, said.disposition, said.value, said.exemption, MARK + said.sentence)


def _yes(question: str, sentence: str) -> Said:
    return Said(question, "answered", "yes", sentence)


def _no(question: str, sentence: str) -> Said:
    return Said(question, "answered", "no", sentence)


def _counts(random: Random, year: int) -> list[Said]:
    new, recurrent = random.randint(3, 60), random.randint(2, 90)
    return [
        Said("new_cases", "answered", str(new), f"{new} people had it when their cancer was first found."),
        _recurrent(random, recurrent),
        Said("period", "answered", f"April {year - 1} to March {year}", f"April {year - 1} to March {year}."),
    ]


def _recurrent(random: Random, count: int) -> Said:
    if count < 8 and random.random() < 0.5:
        return Said("recurrent_cases", "answered", "fewer than 5", "Fewer than 5 people; the number is withheld.")
    return Said("recurrent_cases", "answered", str(count), f"{count} people had an earlier breast cancer.")


def _collecting(random: Random, year: int) -> list[Said]:
    sentence = random.choice(
        (
            "Every new diagnosis is recorded as a matter of routine at the weekly team meeting.",
            "Yes. Our cancer data team records each person when the diagnosis is made.",
            "We record this routinely, at first diagnosis and when breast cancer comes back.",
        )
    )
    return [
        _yes("collects", sentence),
        _yes("all_hospitals", "This is so at all our hospitals."),
        *_counts(random, year),
    ]


def _partial(random: Random, year: int) -> list[Said]:
    new, recurrent, period = _counts(random, year)
    everywhere = _yes("all_hospitals", "This is so at all our hospitals.")
    yes = _yes("collects", "Yes, this is recorded routinely.")
    return random.choice(
        (
            [
                yes,
                everywhere,
                new,
                Said("recurrent_cases", "not_held", "", "We hold no number for recurrence."),
                period,
            ],
            [yes, _no("all_hospitals", "Not yet at our second hospital."), new, recurrent, period],
            [
                Said("collects", "answered", "partly", "This is put together from team meetings when somebody asks."),
                everywhere,
                new,
                recurrent,
                period,
            ],
            [yes, everywhere, new, recurrent],
        )
    )


def _not_collecting(random: Random, year: int) -> list[Said]:
    return random.choice(
        (
            [_no("collects", "We do not record this.")],
            [Said("collects", "not_held", "", "The trust does not hold this information.")],
            [
                _no("collects", "Our system has no field for this, so it is not recorded."),
                Said("new_cases", "not_held", "", "Not held."),
                Said("recurrent_cases", "not_held", "", "Not held."),
            ],
        )
    )


def _undecided(random: Random, year: int) -> list[Said]:
    cost = "Finding this would exceed the cost limit, so section 12 applies."
    return random.choice(
        (
            [Said("collects", "refused", "", cost, "s12")],
            [Said("collects", "answered", "unclear", "The trust complies with all national data collections.")],
            [
                _yes("collects", "Yes, this is recorded routinely."),
                Said("new_cases", "refused", "", cost, "s12"),
                Said("recurrent_cases", "refused", "", cost, "s12"),
            ],
        )
    )


_MAIN = {
    "collecting": _collecting,
    "partial": _partial,
    "not_collecting": _not_collecting,
    "undecided": _undecided,
}


def _further(outcome: str, random: Random) -> list[Said]:
    lead = Said("data_lead", "answered", "Cancer data manager", "The cancer data manager leads on this.")
    recorded = random.random() < (0.8 if outcome == "collecting" else 0.3)
    cosd = _yes if recorded else _no
    answers = [cosd("recurrence_in_cosd", "Both are recorded there." if recorded else "Not at present."), lead]
    if outcome in {"partial", "not_collecting"}:
        barrier = random.choice(("staff time", "the software has no field for it", "no agreed process"))
        answers.append(Said("barriers", "answered", barrier, f"What stands in the way: {barrier}."))
    return answers
