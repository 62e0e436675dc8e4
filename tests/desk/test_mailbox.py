"""The local mail box of a rehearsal, read in the browser."""

import pytest

from tests.desk.making import signed_in
from tests.desk.posting import posted, queued, reachable
from whoscounting.lib.world import World
from whoscounting.mail.queries import mailbox

BOX = "/desk/mailbox/"


@pytest.fixture
def box(tmp_path, settings):
    """A box of its own, with nothing in it."""
    settings.MAILBOX_DIR = tmp_path / "box"
    return settings.MAILBOX_DIR


@pytest.fixture
def landed(world, box):
    """Three requests that landed."""
    letters = queued(reachable(), 3)
    posted(box)
    return letters


def test_an_empty_box_says_so(officer, box):
    assert "0 letters" in signed_in(officer).get(BOX).content.decode()


def test_letters_are_listed_with_their_subjects_and_found_by_trust(officer, landed):
    desk = signed_in(officer)
    assert len(desk.get(BOX).context["heads"]) == 3
    found = desk.get(BOX, {"q": landed[1].recipient.upper()}).context["heads"]
    assert [head.to for head in found] == [landed[1].recipient]
    assert found[0].subject == landed[1].subject
    by_subject = desk.get(BOX, {"q": landed[2].subject[-30:]}).context["heads"]
    assert [head.to for head in by_subject] == [landed[2].recipient]


def test_one_letter_is_shown_as_text_with_its_headers_and_a_link_that_works(officer, landed, box):
    desk = signed_in(officer)
    (head,) = desk.get(BOX, {"q": landed[0].recipient}).context["heads"]
    page = desk.get(f"{BOX}{head.name}/")
    key = landed[0].about.removeprefix("request:")
    assert page.context["door"].startswith(f"/portal/{key}-1-")
    assert landed[0].message_id in page.content.decode().replace("&lt;", "<").replace("&gt;", ">")
    assert "This letter belongs to a rehearsal." in page.content.decode()
    file = desk.get(f"{BOX}{head.name}/download/")
    assert b"".join(file.streaming_content) == (box / head.name).read_bytes()
    assert file["Content-Disposition"].startswith("attachment")


def test_only_the_heads_of_one_page_are_read(landed, box, monkeypatch):
    listed = mailbox.names(box)
    (box / listed[2][0]).write_bytes(b"Subject: long\r\n\r\n" + b"x" * 5_000_000)
    assert mailbox.heads(box, listed[2:])[0].subject == "long"
    (box / listed[1][0]).write_bytes(b"Subject: " + b"y" * 5_000_000)
    assert len(mailbox.heads(box, listed[1:2])[0].subject) <= mailbox.HEAD


@pytest.mark.parametrize("name", ["..", "x.eml", "0" * 64, "%2e%2e%2fdb.sqlite3", "0" * 64 + ".eml"])
def test_what_is_no_letter_of_the_box_is_not_found(officer, landed, name):
    desk = signed_in(officer)
    assert desk.get(f"{BOX}{name}/").status_code in {301, 302, 404}
    assert desk.get(f"{BOX}{name}/download/").status_code in {301, 302, 404}


def test_what_a_letter_says_is_shown_as_text(officer, box):
    box.mkdir()
    name = "a" * 64 + ".eml"
    (box / name).write_bytes(
        b"Subject: <script>alert(1)</script>\r\nTo: a@b.invalid\r\n\r\n<script>alert(2)</script>\r\n"
    )
    desk = signed_in(officer)
    for page in (desk.get(BOX), desk.get(f"{BOX}{name}/")):
        assert "<script>alert(" not in page.content.decode()


def test_a_launch_has_no_such_box(officer, landed, settings):
    settings.WORLD = World.LAUNCH
    desk = signed_in(officer)
    name = mailbox.names(settings.MAILBOX_DIR)[0][0]
    assert [desk.get(a).status_code for a in (BOX, f"{BOX}{name}/", f"{BOX}{name}/download/")] == [404] * 3


def test_a_reviewer_does_not_read_it(reviewers, landed):
    assert signed_in(reviewers[0]).get(BOX).status_code == 403
