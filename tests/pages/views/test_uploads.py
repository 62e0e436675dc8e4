"""Uploads through Wagtail's own screens: what is unfit is refused with its reason, and nothing of it is kept."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.models import UploadedFile

from tests.pages.making import BY, a_picture, stream, told, update
from tests.pages.rules.test_files import PDF, locked, noted
from whoscounting.lib.actions import Refused
from whoscounting.pages.actions import add_download, add_picture
from whoscounting.pages.models import Download, Picture, UpdatePage

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
PROGRAM = b"MZ\x90\x00" + bytes(range(256)) * 8


def huge() -> bytes:
    file = BytesIO()
    Image.new("1", (10_000, 6_000)).save(file, "PNG")
    return file.getvalue()


BAD_PICTURES = {
    "60 megapixels": ("large.png", huge()),
    "a bomb": ("bomb.png", None),
    "a renamed program": ("photo.jpg", PROGRAM),
    "a program": ("program.exe", PROGRAM),
    "an SVG with a script": ("drawing.svg", SVG),
    "an SVG that says it is a PNG": ("drawing.png", SVG),
    "a PDF that says it is a PNG": ("drawing.png", PDF),
    "a GIF": ("moving.gif", a_picture("GIF")),
    "a PNG that says it is a JPEG": ("photo.jpg", a_picture("PNG")),
    "half a JPEG": ("half.jpg", a_picture("JPEG", (900, 900))[:3000]),
    "nothing": ("empty.png", b""),
}
BAD_FILES = {
    "another ending": ("report.docx", PDF),
    "a program that says it is a PDF": ("report.pdf", PROGRAM),
    "a web page that says it is a PDF": ("report.pdf", b"<html><script>alert(1)</script></html>"),
    "locked": ("report.pdf", locked()),
    "garbage": ("report.pdf", b"%PDF-1.7\n" + b"garbage " * 99),
    "half": ("report.pdf", PDF[: len(PDF) // 3]),
}


def content_of(content: bytes | None) -> bytes:
    if content is not None:
        return content
    file = BytesIO()
    Image.new("1", (20_000, 20_000)).save(file, "PNG")
    return file.getvalue()


def upload(client, where: str, name: str, content: bytes, **fields):
    file = SimpleUploadedFile(name, content)
    several = {"files[]": file} if "multiple" in where else {"file": file}
    return client.post(where, {"title": "A title", "collection": 1, **several, **fields})


@pytest.mark.parametrize("bad", BAD_PICTURES)
@pytest.mark.parametrize("where", ["/desk/images/add/", "/desk/images/multiple/add/"])
def test_an_unfit_picture_is_refused_and_nothing_of_it_is_kept(publisher, files, where, bad):
    pictures, before = Picture.objects.count(), files()
    name, content = BAD_PICTURES[bad]
    response = upload(publisher, where, name, content_of(content), description="Words.")
    assert response.status_code == 200
    if "multiple" in where:
        answer = json.loads(response.content)
        assert answer["success"] is False
        assert len(answer["error_message"]) > 20
    else:
        assert response.context["form"].errors["file"]
    assert Picture.objects.count() == pictures
    assert not UploadedFile.objects.exists()
    assert files() == before


@pytest.mark.parametrize("bad", BAD_FILES)
@pytest.mark.parametrize("where", ["/desk/documents/add/", "/desk/documents/multiple/add/"])
def test_an_unfit_file_is_refused_and_nothing_of_it_is_kept(publisher, files, where, bad):
    downloads, before = Download.objects.count(), files()
    name, content = BAD_FILES[bad]
    response = upload(publisher, where, name, content)
    assert response.status_code == 200
    if "multiple" in where:
        answer = json.loads(response.content)
        assert answer["success"] is False
        assert len(answer["error_message"]) > 20
    else:
        assert response.context["form"].errors["file"]
    assert Download.objects.count() == downloads
    assert not UploadedFile.objects.exists()
    assert files() == before


def kept_notes(picture: Picture):
    with Image.open(picture.file.path) as opened:
        return opened.size, dict(opened.getexif())


def test_an_uploaded_photo_is_stored_upright_and_without_notes(publisher):
    photo = a_picture("JPEG", (40, 20), exif=noted())
    response = upload(publisher, "/desk/images/add/", "at-home.jpg", photo, description="Words.")
    assert response.status_code == 302
    picture = Picture.objects.order_by("-pk").first()
    assert kept_notes(picture) == ((20, 40), {})
    assert (picture.width, picture.height) == (20, 40)
    assert picture.file_size == picture.file.size
    assert "at-home" not in picture.file.name


def test_a_picture_without_words_is_refused(publisher):
    response = upload(publisher, "/desk/images/add/", "photo.png", a_picture())
    assert "for people who don’t see it" in str(response.context["form"].errors["description"])
    assert not Picture.objects.filter(title="A title").exists()


def test_of_several_at_once_each_wants_its_words_before_it_is_a_picture(publisher, files):
    photo = a_picture("JPEG", (40, 20), exif=noted())
    before = Picture.objects.count()
    answer = json.loads(upload(publisher, "/desk/images/multiple/add/", "photo.jpg", photo).content)
    assert Picture.objects.count() == before
    assert not [path for path in stored_paths(files) if b"A telephone" in path.read_bytes()]
    upload_id = answer["uploaded_file_id"]
    said = {f"uploaded-image-{upload_id}-title": "A title", f"uploaded-image-{upload_id}-collection": 1}
    where = f"/desk/images/multiple/create_from_uploaded_image/{upload_id}/"
    assert json.loads(publisher.post(where, said).content)["success"] is False
    said[f"uploaded-image-{upload_id}-description"] = "Words."
    answer = json.loads(publisher.post(where, said).content)
    assert answer["success"] is True
    assert kept_notes(Picture.objects.get(title="A title")) == ((20, 40), {})


def stored_paths(files):
    return [Path(settings.MEDIA_ROOT) / name for name in files()]


@pytest.mark.parametrize("bad", ["60 megapixels", "a bomb", "a renamed program", "an SVG with a script", "half a JPEG"])
def test_without_a_browser_the_same_is_refused(world, files, bad):
    before = files()
    with pytest.raises(Refused):
        add_picture(title="A", description="B", content=content_of(BAD_PICTURES[bad][1]), by=BY)
    assert files() == before


def test_a_picture_added_by_code_is_upright_and_without_notes(world):
    photo = a_picture("JPEG", (40, 20), exif=noted())
    assert kept_notes(add_picture(title="A", description="B", content=photo, by=BY)) == ((20, 40), {})


@pytest.mark.parametrize(
    "name",
    ["..", "../originals/x.png", "..%2foriginals%2fx.png", "%2e%2e/x", "..\\x", "%00", "x.png", "./x", ""],
)
def test_nothing_but_sizes_is_reachable_below_media(client, world, media, name):
    story = told()
    original = story.portrait.file.name
    assert (media / original).exists()
    name = name.replace("x.png", original.removeprefix("originals/"))
    for path in (f"/media/images/{name}", f"/media/{original}", f"/media/images/{original}"):
        assert client.get(path).status_code in {400, 404}


def test_a_size_may_be_kept_for_an_hour_and_can_run_nothing(client, world):
    story = told()
    client.get(story.url_path_here)
    size = client.get(story.portrait.renditions.first().url)
    assert size.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert size.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in size.headers["Content-Security-Policy"]


@pytest.fixture
def report(world):
    return add_download(title="A report", filename="report.pdf", content=PDF, by=BY)


def offering(download: Download, **rest):
    return update(body=stream(UpdatePage, "body", [("download", download.pk)]), **rest)


def test_a_file_can_be_loaded_only_while_a_live_page_offers_it(client, report, publisher):
    assert client.get(report.url).status_code == 404
    assert publisher.get(report.url).status_code == 200
    page = offering(report, live=False)
    assert client.get(report.url).status_code == 404
    page.save_revision().publish()
    assert client.get(report.url).status_code == 200
    page = UpdatePage.objects.get(pk=page.pk)
    page.unpublish()
    assert client.get(report.url).status_code == 404


def test_a_link_in_running_text_offers_it_too(client, report):
    html = f'<p><a linktype="document" id="{report.pk}">the report</a></p>'
    update(body=stream(UpdatePage, "body", [("text", html)]))
    assert client.get(report.url).status_code == 200


def test_a_draft_of_a_live_page_does_not_offer_it_yet(client, report):
    page = update()
    page.body = stream(UpdatePage, "body", [("download", report.pk)])
    page.save_revision()
    assert client.get(report.url).status_code == 404


def test_a_page_under_embargo_does_not_offer_it(client, report):
    page = offering(report)
    assert client.get(report.url).status_code == 200
    UpdatePage.objects.filter(pk=page.pk).update(press_release=True, embargo_until="2999-01-01T00:00Z")
    assert client.get(report.url).status_code == 404
