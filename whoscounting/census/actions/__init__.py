"""The verbs of the census, as a round goes: rounds, asking, filing, answering, assessing, publishing."""

from whoscounting.census.actions.answering import EvidenceDraft, ReplyDraft, take_reply
from whoscounting.census.actions.asking import extend, put_on_hold, record_delivery, record_reminder, record_sending
from whoscounting.census.actions.assessing import assess
from whoscounting.census.actions.filing import file_by_hand, file_mail, unfile
from whoscounting.census.actions.publishing import publish_edition
from whoscounting.census.actions.rounds import (
    add_historic_request,
    adopt_rubric,
    change_scope,
    close_round,
    open_round,
    plan_round,
)

__all__ = [
    "EvidenceDraft",
    "ReplyDraft",
    "add_historic_request",
    "adopt_rubric",
    "assess",
    "change_scope",
    "close_round",
    "extend",
    "file_by_hand",
    "file_mail",
    "open_round",
    "plan_round",
    "publish_edition",
    "put_on_hold",
    "record_delivery",
    "record_reminder",
    "record_sending",
    "take_reply",
    "unfile",
]
