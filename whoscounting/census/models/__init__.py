"""The nouns of the census: round, request, answer, evidence, assessment, edition, finding."""

from whoscounting.census.models.answer import Answer, Evidence
from whoscounting.census.models.assessment import Assessment
from whoscounting.census.models.correspondence import Filing, LetterText, Notice
from whoscounting.census.models.door import Door, DoorDraft, DoorFile
from whoscounting.census.models.edition import Edition, Finding, Listing, PublishedAnswer
from whoscounting.census.models.request import FoiRequest
from whoscounting.census.models.round import Question, Round, Rubric
from whoscounting.census.models.vocabulary import (
    Disposition,
    Exemption,
    Hold,
    LetterKind,
    NoticeKind,
    Origin,
    Stage,
    Verdict,
)

__all__ = [
    "Answer",
    "Assessment",
    "Disposition",
    "Door",
    "DoorDraft",
    "DoorFile",
    "Edition",
    "Evidence",
    "Exemption",
    "Filing",
    "Finding",
    "FoiRequest",
    "Hold",
    "LetterKind",
    "LetterText",
    "Listing",
    "Notice",
    "NoticeKind",
    "Origin",
    "PublishedAnswer",
    "Question",
    "Round",
    "Rubric",
    "Stage",
    "Verdict",
]
