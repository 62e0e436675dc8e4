"""Files that a trust sent through its own link, as staff find them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.desk.making import signed_in
from tests.portal.making import with_door
from whoscounting.census import actions
from whoscounting.census.models import DoorFile
from whoscounting.census.rules.door import Written
from whoscounting.lib.actors import Actor

pytestmark = pytest.mark.usefixtures("world")


@pytest.fixture
def file():
    """A file that belongs to a draft."""
    request = with_door()
    by = Actor.trust(request.trust_id)
    return actions.add_door_file(
        request=request, name="Recording.pdf", found_type="application/pdf", content=b"%PDF-1.7 letter", by=by
    )


def sent(file: DoorFile) -> None:
    by = Actor.trust(file.request.trust_id)
    said = {"collects": Written("answered", "yes", "We record everyone.")}
    draft = actions.save_draft(
        request=file.request, answers=said, name="A. Clerk", role="Officer", email="", seen=0, by=by
    )
    actions.send_answers(request=file.request, seen=draft.version, by=by)


def test_a_file_is_shown_once_it_was_sent_and_can_only_be_saved(officer, file):
    sent(file)
    desk = signed_in(officer)
    assert "Recording.pdf" in desk.get(reverse("desk:case", args=[file.request_id])).content.decode()
    answer = desk.get(reverse("desk:door_file", args=[file.pk]))
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 letter"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"


def test_what_belongs_to_a_draft_is_the_trusts_own_affair(officer, file):
    desk = signed_in(officer)
    assert "Recording.pdf" not in desk.get(reverse("desk:case", args=[file.request_id])).content.decode()
    assert desk.get(reverse("desk:door_file", args=[file.pk])).status_code == 404


def test_a_reviewer_does_not_open_a_trusts_files(reviewers, file):
    sent(file)
    assert signed_in(reviewers[0]).get(reverse("desk:door_file", args=[file.pk])).status_code == 403
