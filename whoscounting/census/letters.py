"""The letters that we write to trusts, each a function that gives its words before a round changes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from whoscounting.census.rules.letters import Words
from whoscounting.mail.rules.placeholders import harmless

CLOSING = """Yours faithfully,

{charity}
{reply_address}"""
DOOR = """You can answer by replying to this letter; nothing more is needed. If you prefer a form, this link opens \
your trust’s questions, and what it told us last time. It is for your trust alone. You may hand it on to a colleague:

{door}"""


def request() -> Words:
    """The request itself: complete without any link."""
    return Words(
        "Freedom of information request: who has secondary breast cancer ({trust})",
        f"""Dear Freedom of Information team,

This is a request to {{trust}} under the Freedom of Information Act 2000. It is made by {{charity}}.

Secondary (metastatic) breast cancer is breast cancer that has spread to other parts of the body. Since January 2013 \
trusts in England are to record every new case. We put the same questions to every trust that gives at least 100 \
breast cancer treatments a year, and we publish what each of them answers.

Please tell us:

{{questions}}

An actual number is fine, and so is ‘fewer than 5’. We ask for nothing that could identify anybody.

If question 2 goes beyond the cost limit, please answer the others, and advise us under section 16 of the Act how we \
could put question 2 so that you can answer it.

One more question stands outside this request. You are free to leave it:

{{voluntary}}

{DOOR}

The Act gives you until the 20th working day after you received this.

{CLOSING}""",
    )


def chaser() -> Words:
    """The one reminder, after the legal date."""
    return Words(
        "Reminder: freedom of information request of {sent_on} ({trust})",
        f"""Dear Freedom of Information team,

On {{sent_on}} we sent {{trust}} a request under the Freedom of Information Act 2000. By our count the last day for an \
answer was {{due_on}}. We have found none. If you have sent one, please send it again to the address below.

This is what we asked:

{{questions}}

{DOOR}

We shall write no further reminder. If we hear nothing within ten working days, we may ask the Information \
Commissioner for help, and what we publish will say that we had no answer.

{CLOSING}""",
    )


def clarification() -> Words:
    """What we mean, when a trust has asked."""
    return Words(
        "Your question about our request of {sent_on} ({trust})",
        f"""Dear Freedom of Information team,

Thank you for asking what we mean in our request to {{trust}} of {{sent_on}}.

{{words}}

We hope that you can now answer it. For the record, this is what we asked:

{{questions}}

{CLOSING}""",
    )


def review() -> Words:
    """Asking the trust to look again at what it refused."""
    return Words(
        "Request for an internal review: our request of {sent_on} ({trust})",
        f"""Dear Freedom of Information team,

Please review how {{trust}} has dealt with our request of {{sent_on}} under the Freedom of Information Act 2000.

{{words}}

Please let us have the outcome within 20 working days.

{CLOSING}""",
    )


def receipt(trust: str, answers: str) -> Words:
    """What somebody at a trust gets after sending its answers."""
    return Words(
        f"Receipt: the answers of {trust}",
        f"""Thank you. We have the answers of {trust}, and this is what they say:

{harmless(answers)}
If something here is not right, answer the letter that brought you the link, or send your answers again.
""",
    )


def new_link() -> Words:
    """A link in place of one that no longer opens, for a trust whose colleague asked for it."""
    return Words(
        "A new link to the questions for {trust}",
        f"""Dear Freedom of Information team,

Somebody followed the link in our letter to {{trust}}, found that it no longer opens, and asked us for a new one. We \
send it to you because yours is the address that we have checked. If nobody of yours asked, you need do nothing.

{DOOR}

{CLOSING}""",
    )


DEFAULTS: Mapping[str, Callable[[], Words]] = MappingProxyType(
    {"request": request, "chaser": chaser, "clarification": clarification, "review": review}
)
