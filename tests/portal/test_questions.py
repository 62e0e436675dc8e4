"""What a trust finds behind its own door: its questions, its draft, its files."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.portal.making import GOOD, address, reader, with_door
from whoscounting.census.models import DoorDraft, DoorFile
from whoscounting.census.queries.doors import last_time
from whoscounting.ledger.models import Event

pytestmark = pytest.mark.usefixtures("world")
PDF = b"%PDF-1.4\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF"


@pytest.fixture
def request_():
    return with_door()


def rows() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_the_link_opens_this_trusts_questions_with_what_it_said_last_time(client, request_):
    page = client.get(address(request_))
    assert page.status_code == 200
    text = page.content.decode()
    assert request_.trust.name.replace("&", "&amp;") in text
    assert text.count('class="question"') == 8
    assert "Last time you said:" in text
    assert "You are free to leave it" in text
    assert "You may hand this link on to a colleague in your trust" in text
    assert "by replying to our letter" in text


def test_what_was_said_last_time_is_never_in_the_form_by_itself(client, request_):
    page = client.get(address(request_))
    assert last_time(request_)
    assert all(one.said.disposition == "silent" and not one.said.value for one in page.context["questions"])


def test_reading_changes_no_row_of_any_table(client, request_):
    client.post(address(request_), GOOD | {"seen": 0})
    before = rows(), list(DoorDraft.objects.values())
    for rest in ("", "check/", "sent/", "questions.xlsx"):
        client.get(address(request_, rest))
        client.head(address(request_, rest))
    assert (rows(), list(DoorDraft.objects.values())) == before


def test_a_draft_is_kept_as_it_was_typed_and_found_again_by_the_same_link(client, request_):
    sent = client.post(address(request_), GOOD | {"seen": 0, "do": "save"})
    assert sent.status_code == 302
    again = reader().get(sent.url).content.decode()
    assert "Your draft is saved" in again
    assert "4 patients last week" in again
    assert 'value="A. Clerk"' in again
    request_.refresh_from_db()
    assert request_.revision == 0


def test_a_colleagues_saving_is_noticed_and_nothing_is_lost(client, request_):
    client.post(address(request_), GOOD | {"seen": 0})
    mine = GOOD | {"seen": 0, "q-collects-value": "no", "q-collects-words": "Mine, typed for an hour."}
    refused = client.post(address(request_), mine)
    text = refused.content.decode()
    assert refused.status_code == 409
    assert "A colleague has saved these questions meanwhile" in text
    assert "Mine, typed for an hour." in text
    assert "Your colleague saved:" in text
    assert DoorDraft.objects.get(request=request_).answers["collects"]["value"] == "yes"
    kept = client.post(address(request_), mine | {"seen": refused.context["typed"].seen})
    assert kept.status_code == 302
    assert DoorDraft.objects.get(request=request_).answers["collects"]["value"] == "no"


def test_who_gives_an_answer_and_forgets_how_has_answered(client, request_):
    client.post(address(request_), {"seen": 0, "q-new_cases-value": "12"})
    assert DoorDraft.objects.get(request=request_).answers["new_cases"]["disposition"] == "answered"


def test_last_times_answer_is_taken_over_only_where_somebody_says_so(client, request_):
    last = last_time(request_)
    client.post(address(request_), {"seen": 0, "do": "take:collects"})
    answers = DoorDraft.objects.get(request=request_).answers
    assert answers["collects"]["value"] == last["collects"].value
    assert answers["new_cases"]["disposition"] == "silent"
    client.post(address(request_), {"seen": 2, "do": "take:all", "q-new_cases-value": "77"})
    answers = DoorDraft.objects.get(request=request_).answers
    assert answers["new_cases"]["value"] == "77"
    assert answers["period"]["value"] == last["period"].value


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"email": "no address"}, "no e-mail address"),
        ({"name": "x" * 121}, "120 characters"),
        ({"q-collects-words": "x" * 5001}, "too long"),
    ],
)
def test_what_cannot_be_kept_comes_back_with_the_reason(client, request_, typed, why):
    page = client.post(address(request_), GOOD | {"seen": 0} | typed)
    assert page.status_code == 422
    assert why in page.content.decode()
    assert next(iter(typed.values())) in page.content.decode()
    assert not DoorDraft.objects.filter(request=request_).exists()


def test_hostile_characters_become_plain_text(client, request_):
    typed = {"q-collects-words": "<script>x</script>\x00\u202e", "name": "\x00A"}
    client.post(address(request_), GOOD | {"seen": 0} | typed)
    page = client.get(address(request_)).content.decode()
    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page


def upload(client, request_, name, content, seen=0):
    file = SimpleUploadedFile(name, content)
    return client.post(address(request_), GOOD | {"seen": seen, "do": "file", "file": file})


def test_a_file_is_added_listed_and_taken_away_with_the_draft_kept(client, request_):
    upload(client, request_, "../../our answer.pdf", PDF)
    file = DoorFile.objects.get(request=request_)
    assert (file.name, file.found_type) == ("our answer.pdf", "application/pdf")
    page = client.get(address(request_)).content.decode()
    assert "our answer.pdf" in page
    assert "4 patients last week" in page
    client.post(address(request_), GOOD | {"seen": 1, "do": f"withdraw:{file.pk}"})
    assert "our answer.pdf" not in client.get(address(request_)).content.decode()


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("answer.pdf", b"MZ\x90\0 a program", "We take PDF, Word"),
        ("answer.pdf", b"", "empty"),
        ("answer.zip", b"PK\x03\x04broken", "archive"),
        ("page.csv", b"<html><script>", "We take PDF, Word"),
    ],
)
def test_a_file_is_judged_by_what_is_in_it(client, request_, name, content, why):
    page = upload(client, request_, name, content)
    assert page.status_code == 422
    assert why in page.content.decode()
    assert not DoorFile.objects.exists()
    assert DoorDraft.objects.filter(request=request_).exists()


def test_ten_files_and_no_more(client, request_):
    for number in range(10):
        assert upload(client, request_, f"{number}.pdf", PDF + b"%d" % number, seen=min(number, 1)).status_code == 302
    assert "At most 10 files" in upload(client, request_, "11.pdf", PDF + b"eleven", seen=1).content.decode()


def test_a_file_of_more_than_25_mb_is_refused_and_a_larger_body_is_not_even_read(client, request_):
    page = upload(client, request_, "large.csv", b"a" * (25 * 1024 * 1024 + 1))
    assert page.status_code == 422
    assert "larger than 25 MB" in page.content.decode()
    far = client.post(address(request_), data=b"", content_type="text/plain", CONTENT_LENGTH=str(10**9))
    assert far.status_code == 413


def test_one_trust_never_sees_or_touches_anothers(client, request_):
    other = with_door(1, request_.round)
    upload(client, request_, "secret.pdf", PDF)
    theirs = client.get(address(other)).content.decode()
    for hidden in ("secret.pdf", "A. Clerk", "4 patients last week", "clerk@trust.invalid"):
        assert hidden not in theirs
    file = DoorFile.objects.get(request=request_)
    client.post(address(other), GOOD | {"seen": 0, "do": f"withdraw:{file.pk}", "name": "B. Clerk"})
    file.refresh_from_db()
    assert not file.withdrawn
    assert DoorDraft.objects.get(request=request_).name == "A. Clerk"


def test_the_ledger_holds_neither_the_link_nor_who_answered(client, request_):
    upload(client, request_, "secret.pdf", PDF)
    link = address(request_).split("/")[2]
    lines = " ".join(str(vars(event)) for event in Event.objects.all())
    assert "draft saved by the trust" in lines
    for hidden in (link, link[-26:], "A. Clerk", "clerk@", "secret.pdf"):
        assert hidden not in lines


def test_a_form_without_our_mark_is_refused(request_):
    assert reader(enforce_csrf_checks=True).post(address(request_), GOOD | {"seen": 0}).status_code == 403
    assert not DoorDraft.objects.filter(request=request_).exists()
