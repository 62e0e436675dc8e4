"""A trust's own door below HTTP: drafts, files, sending, and links that are renewed, asked for and closed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.desk.making import BY, opened
from tests.portal.making import office, with_door
from whoscounting.census import actions
from whoscounting.census.models import Answer, Door, DoorDraft, DoorFile
from whoscounting.census.queries import doors
from whoscounting.census.queries.doors import Knock
from whoscounting.census.rules.door import Asked, Written, objection, own_words, quotation, record_of, settled
from whoscounting.ledger.models import Event
from whoscounting.lib.actions import Refused
from whoscounting.lib.actors import Actor
from whoscounting.lib.addresses import DOOR, REPLY
from whoscounting.lib.tokens import token
from whoscounting.mail.models import Message

WHEN = datetime(2026, 4, 1, 9, tzinfo=UTC)
YES_NO = Asked("collects", "1", "Do you?", "yes_no")
COUNT = Asked("new_cases", "2a", "How many?", "count")
TEXT = Asked("barriers", "5", "Why?", "text", voluntary=True)


@pytest.fixture
def request_(world):
    return with_door()


def saved(request, seen=0, name="A. Clerk", **answers) -> DoorDraft:
    said = answers or {"collects": Written("answered", "yes")}
    return actions.save_draft(
        request=request, answers=said, name=name, role="Officer", email="", seen=seen, by=by(request), at=WHEN
    )


def by(request) -> Actor:
    return Actor.trust(request.trust_id)


def link(request, generation=1, purpose=DOOR) -> str:
    return token(purpose, request.pk, generation)


@pytest.mark.parametrize(
    ("asked", "written", "why"),
    [
        (YES_NO, Written("answered", "perhaps"), "Choose yes, no"),
        (COUNT, Written("answered", "a few"), "whole number"),
        (TEXT, Written("answered", "  "), "Write your answer"),
        (TEXT, Written("refused", "", "Too dear."), "Name the section"),
        (TEXT, Written("refused", "", "Too dear.", "s99"), "Name the section"),
        (TEXT, Written("refused", "", " ", "s12"), "Say in a sentence"),
        (TEXT, Written("silent", "", "Hm."), "Something is written here"),
        (TEXT, Written("never"), "Choose one of the ways"),
        (TEXT, Written("answered", "x" * 301), "too long"),
    ],
)
def test_what_cannot_be_sent_says_why(asked, written, why):
    assert why in objection(asked, written)


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        (YES_NO, Written("answered", "partly")),
        (COUNT, Written("answered", "fewer than 5")),
        (TEXT, Written("refused", "", "Too dear.", "s12")),
        (TEXT, Written("not_held")),
        (TEXT, Written()),
        (YES_NO, Written("silent", "yes")),  # a choice that can't be unchosen
    ],
)
def test_what_can_be_sent_meets_no_objection(asked, written):
    assert objection(asked, written) == ""


def test_what_belongs_to_another_way_to_answer_falls_away():
    assert settled(Written("not_held", "yes", " No. ", "s12")) == Written("not_held", "", "No.")
    assert settled(Written("refused", "yes", "No.", "s12")) == Written("refused", "", "No.", "s12")


def test_a_quotation_that_only_repeats_the_choice_is_nobodys_own_words():
    assert quotation(YES_NO, Written("answered", "yes")) == "Yes"
    assert own_words(YES_NO, Written("answered", "yes", "Yes")) == ""
    assert own_words(YES_NO, Written("answered", "yes", "Yes, all.")) == "Yes, all."


def test_the_record_reads_like_a_letter():
    said = [(YES_NO, Written("answered", "yes", "All of them.")), (TEXT, Written("refused", "", "Dear.", "s12"))]
    text = record_of(
        trust="A Trust", round="A round", name="A", role="B", day="1 April 2026", said=said, files=["one.pdf"]
    )
    assert "1. Do you?\n   Our answer: Yes\n   All of them." in text
    assert "5. Why?\n   We refuse this: section 12\n   Dear." in text
    assert text.endswith("Files: one.pdf\n")


def test_a_link_opens_its_own_request_and_no_other(request_):
    other = with_door(1, request_.round)
    assert doors.opened(link(request_), on=WHEN.date()).request == request_
    assert doors.opened(link(other), on=WHEN.date()).request == other
    assert doors.opened(link(request_).upper(), on=WHEN.date()).request == request_
    for wrong in (link(request_, purpose=REPLY), link(request_)[:-1], f"{other.pk}{link(request_)[3:]}"):
        assert doors.opened(wrong, on=WHEN.date()) is None


def test_saving_the_same_again_changes_nothing_and_an_old_version_is_refused(request_):
    assert saved(request_).version == 1
    assert saved(request_, seen=0).version == 1
    with pytest.raises(Refused, match="colleague"):
        saved(request_, seen=0, collects=Written("answered", "no"))
    assert saved(request_, seen=1, collects=Written("answered", "no")).version == 2
    saves = Event.objects.filter(verb="draft saved by the trust", subject=f"request:{request_.pk}")
    assert saves.count() == 2


def test_the_same_file_twice_is_one_and_what_was_sent_stays(request_):
    add = {
        "request": request_,
        "name": "a.pdf",
        "found_type": "application/pdf",
        "content": b"%PDF",
        "by": by(request_),
    }
    first = actions.add_door_file(**add)
    assert actions.add_door_file(**add) == first
    actions.withdraw_door_file(file=first, by=by(request_))
    actions.withdraw_door_file(file=first, by=by(request_))
    assert Event.objects.filter(verb="file withdrawn by the trust").count() == 1
    second = actions.add_door_file(**add)
    saved(request_)
    actions.send_answers(request=request_, seen=1, by=by(request_), at=WHEN)
    actions.withdraw_door_file(file=second, by=by(request_))
    second.refresh_from_db()
    assert (second.revision, second.withdrawn) == (1, False)
    assert DoorFile.objects.filter(withdrawn=True).count() == 1


def test_sending_needs_a_name_an_answer_and_the_version_that_was_seen(request_):
    send = {"request": request_, "by": by(request_), "at": WHEN}
    with pytest.raises(Refused, match="colleague"):
        actions.send_answers(seen=0, **send)
    saved(request_, name="")
    with pytest.raises(Refused, match="Say who answers"):
        actions.send_answers(seen=1, **send)
    saved(request_, seen=1, collects=Written())
    with pytest.raises(Refused, match="Nothing is answered yet"):
        actions.send_answers(seen=2, **send)
    saved(request_, seen=2, collects=Written("answered", "perhaps"))
    with pytest.raises(Refused, match="Question 1: Choose yes"):
        actions.send_answers(seen=3, **send)


def test_sent_twice_is_sent_once_and_what_was_sent_can_be_read_again(request_):
    saved(request_)
    for _ in range(2):
        sent = actions.send_answers(request=request_, seen=1, by=by(request_), at=WHEN)
    assert sent.revision == 1
    assert Answer.objects.filter(request=request_, disposition="answered").count() == 1
    draft = doors.draft_of(request_)
    assert "Sent on 1 April 2026 by A. Clerk, Officer" in doors.sent_text(request_, draft)


def test_a_closed_round_takes_nothing_more(request_):
    saved(request_)
    actions.close_round(round=request_.round, on=date(2026, 6, 1), by=BY)
    for refused in (
        lambda: saved(request_, seen=1, collects=Written("not_held")),
        lambda: actions.send_answers(request=request_, seen=1, by=by(request_), at=WHEN),
        lambda: actions.ask_for_link(request=request_, by=by(request_), at=WHEN),
    ):
        with pytest.raises(Refused, match=r"by mail\."):
            refused()


def test_a_renewed_link_ends_the_earlier_one_and_a_closed_one_opens_nothing(request_):
    actions.renew_door(request=request_, by=BY, at=WHEN)
    assert doors.opened(link(request_), on=WHEN.date()).knock is Knock.REPLACED
    assert doors.opened(link(request_, 2), on=WHEN.date()).knock is Knock.OPEN
    actions.close_door(request=request_, by=BY)
    actions.close_door(request=request_, by=BY)
    assert doors.opened(link(request_, 2), on=WHEN.date()).knock is Knock.CLOSED
    assert Event.objects.filter(verb="link closed").count() == 1


def test_an_asked_for_link_goes_to_the_checked_office_once_a_day(request_):
    office(request_, "office@trust.invalid", verified_on=date(2026, 1, 5))
    Door.objects.filter(request=request_).update(expires_on=date(2026, 3, 1))
    ask = {"request": request_, "by": by(request_)}
    assert actions.ask_for_link(at=WHEN, **ask)
    assert not actions.ask_for_link(at=WHEN, **ask)
    letter = Message.objects.get(kind="link")
    assert letter.recipient == "office@trust.invalid"
    assert letter.secrets["door"] == [DOOR, request_.pk, 2]
    assert actions.ask_for_link(at=WHEN + timedelta(days=1), **ask)
    assert Door.objects.get(request=request_).generation == 2


def test_what_was_sent_is_last_time_in_the_next_round_without_words_that_only_repeat_it(request_):
    said = {"collects": Written("answered", "yes"), "period": Written("answered", "2025", "The calendar year.")}
    saved(request_, **said)
    actions.send_answers(request=request_, seen=1, by=by(request_), at=WHEN)
    later = with_door(0, opened("trial-2"))
    assert later.trust_id == request_.trust_id
    last = doors.last_time(later)
    assert {code: last[code] for code in said} == said
    assert last["new_cases"] == Written()
