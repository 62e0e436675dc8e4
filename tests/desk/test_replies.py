"""Taking in a reply at the desk, and the file that comes with it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.desk.making import BY, answered, asked, filled, piece, signed_in
from whoscounting.census import actions
from whoscounting.census.models import Answer, Evidence

HOSTILE = "<script>alert('counted')</script> & \"quoted\""


def address(request):
    return reverse("desk:reply", args=[request.pk])


def draft(desk, request, **said):
    """The form as the person sees it, with what they fill in."""
    form = desk.get(address(request)).context["form"]
    whole = {"answered_on": "2026-03-20", "url": "https://trust.invalid/reply"}
    main = {"q-collects-disposition": "answered", "q-collects-value": "yes", "q-collects-quotation": "We do."}
    return filled(form) | whole | main | said


def test_a_reply_is_taken_in_with_its_evidence(officer):
    request, desk = asked(), signed_in(officer)
    file = SimpleUploadedFile("reply.pdf", b"%PDF-1.4 reply")
    data = draft(desk, request, url="", **{"q-collects-page": "2"}) | {"file": file}
    assert desk.post(address(request), data).status_code == 302
    answer = Answer.objects.get(request=request, question__code="collects")
    evidence = answer.evidence.get()
    assert (answer.value, answer.words, answer.revision) == ("yes", "We do.", 1)
    assert (evidence.quotation, evidence.page, evidence.file_name, evidence.size) == ("We do.", "2", "reply.pdf", 14)
    assert Answer.objects.get(request=request, question__code="period").disposition == "silent"


def test_the_next_reply_starts_from_the_latest_one_and_keeps_its_file(officer):
    request, desk = answered(content=b"letter", file_name="letter.pdf", url=""), signed_in(officer)
    data = filled(desk.get(address(request)).context["form"])
    assert (data["q-collects-value"], data["q-collects-quotation"]) == ("yes", "We record everyone.")
    desk.post(address(request), data | {"q-collects-value": "partly", "keep_file": "on"})
    newest = Evidence.objects.get(answer__request=request, answer__revision=2)
    assert newest.file_name == "letter.pdf"
    assert newest.answer.value == "partly"


def test_a_refused_reply_keeps_all_that_was_typed_and_says_that_the_file_is_lost(officer):
    request, desk = asked(), signed_in(officer)
    data = draft(desk, request, **{"q-new_cases-disposition": "answered", "q-new_cases-value": "a few"})
    data |= {"q-new_cases-quotation": HOSTILE, "file": SimpleUploadedFile("reply.pdf", b"x")}
    response = desk.post(address(request), data)
    page = response.content.decode()
    assert response.status_code == 200
    assert "Question 2a: write a whole number" in page
    assert "choose the file again" in page
    assert filled(response.context["form"])["q-new_cases-value"] == "a few"
    assert filled(response.context["form"])["q-new_cases-quotation"] == HOSTILE
    assert HOSTILE not in page
    request.refresh_from_db()
    assert request.revision == 0


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("q-period-value", "2025", "Choose what became of this question"),
        ("q-period-exemption", "s12", "Choose what became of this question"),
        ("q-collects-exemption", "s12", "A section goes with a refusal"),
        ("answered_on", "2098-01-01", "This day is still to come"),
        ("answered_on", "yesterday", "Enter a valid date"),
        ("q-collects-page", "p" * 21, "at most 20 characters"),
        ("q-collects-disposition", "nonsense", "Select a valid choice"),
        ("url", "javascript:alert(1)", "Enter a valid URL"),
        ("q-collects-quotation", "with \x00", "Null characters are not allowed"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(officer, field, value, message):
    request, desk = asked(), signed_in(officer)
    page = desk.post(address(request), draft(desk, request) | {field: value}).content.decode()
    assert message in page
    assert "Nothing is saved yet." in page


def test_two_people_saving_at_once_lose_nothing(officer):
    request, first, second = asked(), signed_in(officer), signed_in(officer)
    one, two = draft(first, request), draft(second, request, **{"q-collects-value": "no"})
    assert first.post(address(request), one).status_code == 302
    response = second.post(address(request), two)
    assert "Somebody else has taken in a reply meanwhile." in response.content.decode()
    assert filled(response.context["form"])["q-collects-value"] == "no"
    assert Answer.objects.get(request=request, question__code="collects").value == "yes"
    second.post(address(request), filled(response.context["form"]))
    assert Answer.objects.get(request=request, question__code="collects", revision=2).value == "no"


def test_a_double_click_takes_the_reply_in_once(officer):
    request, desk = asked(), signed_in(officer)
    data = draft(desk, request)
    assert [desk.post(address(request), data).status_code for _ in range(2)] == [302, 302]
    request.refresh_from_db()
    assert request.revision == 1


def test_hostile_words_and_file_names_are_shown_as_text(officer):
    evil = '"><img src=x onerror=alert(1)>.pdf'
    request = answered(quotation=HOSTILE, content=b"x", file_name=evil)
    desk = signed_in(officer)
    for path in (reverse("desk:case", args=[request.pk]), address(request), reverse("desk:assess", args=[request.pk])):
        page = desk.get(path).content.decode()
        assert "<script>alert(" not in page
        assert "<img src=x" not in page
    assert "&lt;script&gt;alert(" in page


@pytest.mark.parametrize("became", ["answered", "refused", "not_held"])
def test_all_but_silence_needs_the_sentence_that_says_so(officer, became):
    request, desk = asked(), signed_in(officer)
    data = draft(desk, request, **{"q-period-disposition": became, "q-period-exemption": ""})
    assert "Quote the sentence that says so." in desk.post(address(request), data).content.decode()
    request.refresh_from_db()
    assert request.revision == 0


def test_one_can_look_at_what_readers_will_see_before_anything_is_saved(officer):
    request, desk = asked(), signed_in(officer)
    quoted = {"q-collects-quotation": "We saw 3 women in 2024.", "look": "yes"}
    quoted |= {"q-new_cases-disposition": "answered", "q-new_cases-value": "3", "q-new_cases-quotation": "Three."}
    response = desk.post(address(request), draft(desk, request, **quoted))
    page = response.content.decode()
    assert page.count("This is what readers will see:") == 2
    assert "‘We saw [number not shown] women in 2024.’" in page
    assert "1 to 7. ‘[number not shown].’" in page
    assert filled(response.context["form"])["q-new_cases-value"] == "3"
    request.refresh_from_db()
    assert request.revision == 0


def test_a_look_with_a_file_says_that_the_file_is_lost(officer):
    request, desk = asked(), signed_in(officer)
    data = draft(desk, request) | {"file": SimpleUploadedFile("reply.pdf", b"x"), "look": "yes"}
    assert "choose the file again" in desk.post(address(request), data).content.decode()


def test_the_request_shows_staff_what_readers_will_see(officer):
    request = answered(quotation="We saw 3 women.")
    page = signed_in(officer).get(reverse("desk:case", args=[request.pk])).content.decode()
    assert "‘We saw [number not shown] women.’" in page


def test_a_refusal_names_its_section(officer):
    request, desk = asked(), signed_in(officer)
    refusal = {"q-collects-disposition": "refused", "q-collects-value": "", "q-collects-quotation": "No."}
    assert "name the section" in desk.post(address(request), draft(desk, request, **refusal)).content.decode()
    desk.post(address(request), draft(desk, request, **refusal, **{"q-collects-exemption": "s12"}))
    assert Answer.objects.get(request=request, question__code="collects").exemption == "s12"


def test_the_file_goes_to_staff_only_as_something_to_save(client, reviewers):
    request = answered(content=b"<script>", file_name='evil".html', url="")
    path = reverse("desk:evidence", args=[Evidence.objects.get(answer__request=request).pk])
    assert client.get(path).url.startswith("/desk/login/")
    response = signed_in(reviewers[0]).get(path)
    assert b"".join(response.streaming_content) == b"<script>"
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


def test_a_missing_file_is_explained(officer, settings, tmp_path):
    request = answered(content=b"gone", file_name="gone.pdf", url="")
    settings.EVIDENCE_ROOT = tmp_path
    response = signed_in(officer).get(reverse("desk:evidence", args=[Evidence.objects.get(answer__request=request).pk]))
    assert response.status_code == 404
    assert "last backup" in response.content.decode()


def test_a_kept_file_that_is_missing_is_asked_for_again(officer, settings, tmp_path):
    request, desk = answered(content=b"gone", file_name="gone.pdf", url=""), signed_in(officer)
    data = filled(desk.get(address(request)).context["form"]) | {"keep_file": "on"}
    settings.EVIDENCE_ROOT = tmp_path
    assert "is not among the evidence files any more" in desk.post(address(request), data).content.decode()


def test_evidence_without_a_file_is_not_found(officer):
    request = answered()
    path = reverse("desk:evidence", args=[Evidence.objects.get(answer__request=request).pk])
    assert signed_in(officer).get(path).status_code == 404


def test_an_earlier_reply_stands(officer):
    request = answered()
    actions.take_reply(
        request=request,
        answered_on=request.received_on,
        answers=[actions.ReplyDraft("collects", "answered", "no", evidence=[piece("We do not.")])],
        expected_revision=1,
        by=BY,
    )
    page = signed_in(officer).get(reverse("desk:case", args=[request.pk])).content.decode()
    assert "reply 2; the earlier ones are kept" in page
    assert Answer.objects.filter(request=request, question__code="collects").count() == 2
