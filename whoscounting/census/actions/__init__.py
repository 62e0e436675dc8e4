"""The verbs of the census, as a round goes: rounds, asking, filing, answering, assessing, publishing."""

from whoscounting.census.actions.answering import EvidenceDraft, ReplyDraft, take_reply
from whoscounting.census.actions.asking import extend, put_on_hold, record_delivery, record_reminder, record_sending
from whoscounting.census.actions.assessing import assess
from whoscounting.census.actions.doors import (
    add_door_file,
    save_draft,
    send_answers,
    withdraw_door_file,
)
from whoscounting.census.actions.filing import file_by_hand, file_mail, unfile
from whoscounting.census.actions.links import ask_for_link, close_door, renew_door
from whoscounting.census.actions.noting import confirm_notice, note_letters, prove_deliveries, record_complaint
from whoscounting.census.actions.publishing import publish_edition
from whoscounting.census.actions.questions import add_question, remove_question, reword_question
from whoscounting.census.actions.rounds import (
    add_historic_request,
    adopt_rubric,
    change_scope,
    close_round,
    open_round,
    plan_round,
)
from whoscounting.census.actions.sending import (
    ask_for_review,
    send_chasers,
    send_clarification,
    send_requests,
    send_test,
    write_letter,
)
from whoscounting.census.actions.taking_back import try_again

__all__ = [
    "EvidenceDraft",
    "ReplyDraft",
    "add_door_file",
    "add_historic_request",
    "add_question",
    "adopt_rubric",
    "ask_for_link",
    "ask_for_review",
    "assess",
    "change_scope",
    "close_door",
    "close_round",
    "confirm_notice",
    "extend",
    "file_by_hand",
    "file_mail",
    "note_letters",
    "open_round",
    "plan_round",
    "prove_deliveries",
    "publish_edition",
    "put_on_hold",
    "record_complaint",
    "record_delivery",
    "record_reminder",
    "record_sending",
    "remove_question",
    "renew_door",
    "reword_question",
    "save_draft",
    "send_answers",
    "send_chasers",
    "send_clarification",
    "send_requests",
    "send_test",
    "take_reply",
    "try_again",
    "unfile",
    "withdraw_door_file",
    "write_letter",
]
