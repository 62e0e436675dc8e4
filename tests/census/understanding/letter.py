"""What the tables of letters are made of. Every letter is our own invention, in the manner of an NHS FOI office."""

from dataclasses import dataclass, field
from datetime import date
from textwrap import dedent

RECEIVED = date(2026, 6, 10)

# A letter like ours, as it comes back beneath a reply.
OURS = """\
Dear Freedom of Information team,
Under the Freedom of Information Act 2000 we ask you for the following information.
1. Does the trust routinely record everyone who is diagnosed with secondary (metastatic) breast cancer?
1b. Is this so at all of the trust’s hospitals?
2a. How many people were diagnosed in the last 12 months, or the latest period you hold, whose breast cancer had
already spread when it was first found?
2b. How many people were diagnosed in that period with secondary breast cancer after an earlier breast cancer?
2c. Which period do these numbers cover?
3. Are the date and the type of a recurrence recorded in the national cancer data set (COSD version 10, non-primary
pathway)?
4. Which role leads on breast cancer data? Please give the role, not a name.
If question 2 would exceed the cost limit under section 12, please answer the other questions and advise us under
section 16 how we might narrow it. If a number is too small to disclose under section 40, please say ‘fewer than 5’.
If you do not hold the information, please tell us, and transfer our request to whoever does.
Please acknowledge receipt of this letter. We look forward to your reply within 20 working days.
"""


@dataclass(frozen=True)
class Letter:
    """A reply, the kinds of things that it does and no others, and what it says to our questions and nothing else.

    `says` has a value, or 'not held', or 'refused s12', by question code.
    """

    name: str
    text: str
    does: set[str]
    says: dict[str, str] = field(default_factory=dict)
    automatic: bool = False

    def __post_init__(self):
        object.__setattr__(self, "text", dedent(self.text).strip("\n"))

    def __str__(self):
        return self.name
