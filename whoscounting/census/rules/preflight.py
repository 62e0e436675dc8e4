"""What must be true before a round's letters go out. Pure: the facts come in, the list comes out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from whoscounting.lib.workingdays import DAY, add_working_days, working_day_on_or_after

VERIFIED_FOR = 365 * DAY
DAYS_TO_REPLY = 20


@dataclass(frozen=True)
class Office:
    """Where one trust's request would go."""

    trust: str
    name: str
    email: str = ""
    verified_on: date | None = None
    bounced_on: date | None = None


def unreachable(office: Office, *, today: date) -> str:
    """Why no letter with a secret in it may go to this office, in a sentence; nothing where it may."""
    if not office.email:
        return "It has no address."
    if office.bounced_on:
        return "A letter to its address came back."
    if not office.verified_on or today - office.verified_on > VERIFIED_FOR:
        return "Its address was not verified within a year."
    return ""


@dataclass(frozen=True)
class Check:
    """One line of the list. Not green: what is missing, in a sentence, and which trusts it concerns."""

    code: str
    green: bool
    words: str
    trusts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Machine:
    """How this site is set up for letters."""

    charity: str
    sends: bool
    reply_domain: str
    receives: bool
    # The day on which a letter of ours last came back through our own reply address; None if it never did.
    loop_proved_on: date | None
    # A rehearsal writes to nobody, so nothing has to come back.
    rehearsing: bool = False


def checks(
    offices: Sequence[Office],
    *,
    letter_objections: Sequence[str],
    machine: Machine,
    holidays_until: date,
    today: date,
) -> list[Check]:
    """The whole list, in the order in which one would mend it."""
    clock = _clock(today, holidays_until)
    return [*_of_offices(offices, today), _letter(letter_objections), clock, *_of_machine(machine, today)]


def _of_offices(offices: Sequence[Office], today: date) -> Iterable[Check]:
    known = [office for office in offices if office.email]
    yield _none("addresses", "Every trust has an address.", "No address", [o for o in offices if not o.email])
    stale = [office for office in known if not office.verified_on or today - office.verified_on > VERIFIED_FOR]
    yield _none("verified", "Every address was verified within a year.", "Not verified within a year", stale)
    bounced = [office for office in known if office.bounced_on]
    yield _none("bounced", "No letter to these addresses came back.", "A letter came back", bounced)
    yield _none("duplicates", "No two trusts share an address.", "Shared with another trust", _shared(known))


def _none(code: str, good: str, bad: str, concerned: Sequence[Office]) -> Check:
    if not concerned:
        return Check(code, True, good)
    names = tuple(office.trust for office in concerned)
    number = f"{len(names)} trust{'s' if len(names) != 1 else ''}"
    return Check(code, False, f"{bad}: {number}.", names)


def _shared(offices: Iterable[Office]) -> list[Office]:
    by_address: Mapping[str, list[Office]] = defaultdict(list)
    for office in offices:
        by_address[office.email.casefold()].append(office)
    return [office for group in by_address.values() if len(group) > 1 for office in group]


def _letter(objections: Sequence[str]) -> Check:
    words = " ".join(objections) or "The letter is complete without its link, names us, the Act and section 16."
    return Check("letter", not objections, words)


def _clock(today: date, holidays_until: date) -> Check:
    """The days between which the law counts must be known, a fresh count after a clarification included."""
    due = add_working_days(working_day_on_or_after(today), DAYS_TO_REPLY)
    if due > holidays_until:
        return Check(
            "clock", False, f"Bank holidays are known only until {holidays_until:%-d %B %Y}: no last day is sure."
        )
    return Check("clock", True, f"For a letter that arrives today the last day to answer is {due:%-d %B %Y}.")


def _of_machine(machine: Machine, today: date) -> Iterable[Check]:
    named = "We have a legal name to write under." if machine.charity else "Our legal name is missing: CHARITY_NAME."
    yield Check("charity", bool(machine.charity), named)
    sends = "Letters can be sent." if machine.sends else "No mail server is set: SMTP_URL."
    yield Check("sends", machine.sends, sends)
    yield _replies(machine, today)


def _replies(machine: Machine, today: date) -> Check:
    if machine.rehearsing:
        return Check("replies", True, "A rehearsal: letters and answers stay on this machine.")
    if not machine.reply_domain:
        return Check("replies", False, "No domain for the reply addresses is set: REPLY_DOMAIN.")
    if not machine.receives:
        return Check("replies", False, "Nothing collects the answers: set IMAP_URL or WEBHOOK_PROVIDER.")
    if machine.loop_proved_on is None or today - machine.loop_proved_on > 30 * DAY:
        return Check("replies", False, "No letter to our own reply address has come back within 30 days. Send one.")
    return Check("replies", True, f"A letter to our own reply address came back on {machine.loop_proved_on:%-d %B}.")
