"""What stands beneath every letter and says nothing of ours: rights of review, disclaimers, footers."""

from __future__ import annotations

from collections.abc import Iterable

from whoscounting.census.rules.understanding.rule import one_of
from whoscounting.census.rules.understanding.sentences import Sentence

_REVIEW = one_of(
    r"(?:request|ask for|asking for|apply for|seek|entitled to|right to|right of|conduct) ?(?:an |a )?(?:\w+ )?(?:review|appeal)",
    r"(?:dissatisfied|unhappy|not satisfied|not content|remain unsatisfied|not happy)",
    r"information commissioner|ico\.org|wycliffe house",
    r"\b(?:complain|complaints?)\b",
    r"respond to reviews",
)
# In the same paragraph, these go on about the review.
_GOES_ON = one_of(r"\b(?:review|reply|respond|response|write|writing|address|contact|commissioner|fee|decision|appeal)")
_FOOTER = one_of(
    r"intended recipient|if you have received this (?:e-?mail|message) in error|legally privileged",
    r"this (?:e-?mail|message|communication|correspondence)~(?:confidential|privileged|virus|intended|scanned|monitored for)",
    r"nhsmail|nhs connect|\b(?:scanned|protected|secured|filtered) (?:by|for|with)|sent securely|virus",
    r"\bcopyright\b|re-?use of public|open government licen[cs]e|re-?us(?:e|ing) (?:of )?(?:this|the) information",
    r"consider the environment|(?:fees|exemptions|refusals)~(?:separately)",
    r"(?:subject to|under)~(?:disclosure|disclosed)~unless|legally exempt from disclosure|may be disclosed",
    r"(?:response|answer|reply|request|information)~(?:will|may|might|could) be (?:\w+ )?(?:published|made public|added|placed)",
    r"my working (?:days|hours|pattern)|usual working (?:days|hours)|i work (?:monday|tuesday|part)|please note my",
    r"follow us|visit our website|customer survey|how did we do|feedback",
)


def substance(sentences: Iterable[Sentence]) -> list[Sentence]:
    """The sentences without rights of review, disclaimers and footers."""
    kept, reviewed = list[Sentence](), -1
    for sentence in sentences:
        if _REVIEW.search(sentence.plain):
            reviewed = sentence.paragraph
        elif _FOOTER.search(sentence.plain):
            continue
        elif sentence.paragraph != reviewed or not _GOES_ON.search(sentence.plain):
            kept.append(sentence)
    return kept
