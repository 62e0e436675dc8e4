"""The kinds of things that a reply does. One reply may do several of them."""

from __future__ import annotations

from enum import StrEnum


class NoticeKind(StrEnum):
    """What a reply does. What it says to each question, figures tell; bounces are recognised where mail is filed."""

    ACKNOWLEDGEMENT = "acknowledgement"
    CLARIFICATION = "clarification"  # the trust asks what we mean
    FEES = "fees"
    EXTENSION = "extension"  # more time, for the public-interest test or because it is late
    REFUSAL = "refusal"
    NOT_HELD = "not_held"
    TRANSFERRED = "transferred"  # the trust passed our request on to another body
    ANSWER = "answer"
    REDIRECT = "redirect"  # we are to ask another body
    DISCLOSURE_LOG = "disclosure_log"
    SECURE_LINK = "secure_link"  # the reply waits behind a link that expires
    OUT_OF_OFFICE = "out_of_office"
    REVIEW_OUTCOME = "review_outcome"  # what became of our asking for an internal review
    NOT_OUR_SERVICE = "not_our_service"
    ATTACHMENT_ONLY = "attachment_only"  # all it says stands in what is attached


# A letter that does one of these is no mere receipt and no longer late.
DECIDES = frozenset({NoticeKind.ANSWER, NoticeKind.REFUSAL, NoticeKind.NOT_HELD, NoticeKind.NOT_OUR_SERVICE})
# Nor is one that says that nobody is there to read ours.
SETTLES = DECIDES | {NoticeKind.OUT_OF_OFFICE}
# All that a machine’s letter can do, unless it answers single questions: some offices send their answers by machine.
AUTOMATIC = frozenset(
    {
        NoticeKind.ACKNOWLEDGEMENT,
        NoticeKind.OUT_OF_OFFICE,
        NoticeKind.SECURE_LINK,
        NoticeKind.ATTACHMENT_ONLY,
    }
)
