"""What an uploaded file must be, whatever its name says."""

from io import BytesIO

import pytest
import typst
from PIL import Image
from pypdf import PdfReader, PdfWriter

from tests.pages.making import a_picture
from whoscounting.pages.rules import files
from whoscounting.pages.rules.files import Unfit, pages_of_pdf, without_notes

PDF = typst.compile(b"= One\n#pagebreak()\n= Two", format="pdf")
HERE = 0x8825  # the tag under which a camera notes where it was


def noted() -> Image.Exif:
    notes = Image.Exif()
    notes[0x010F] = "A telephone"
    notes[0x0112] = 6  # held upright: a quarter turn
    notes.get_ifd(HERE)[1] = "N"
    notes.get_ifd(HERE)[2] = (51.0, 30.0, 0.0)
    return notes


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_what_a_camera_notes_is_dropped_and_the_picture_stands_upright(form):
    content = without_notes(a_picture(form, (40, 20), exif=noted()))
    with Image.open(BytesIO(content)) as picture:
        assert picture.format == form
        assert picture.size == (20, 40)
        assert not picture.getexif()
    assert b"telephone" not in content


def test_comments_and_the_words_of_editing_programs_are_dropped_too():
    content = a_picture("JPEG", comment=b"by a named person", xmp=b"<x:xmpmeta>a named person</x:xmpmeta>")
    assert b"named person" in content
    assert b"named person" not in without_notes(content)


def test_words_in_a_png_are_dropped():
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Author", "a named person")
    assert b"named person" not in without_notes(a_picture("PNG", pnginfo=words))


def test_a_telephones_second_picture_is_dropped():
    file = BytesIO()
    first, second = Image.new("RGB", (40, 50), "red"), Image.new("RGB", (40, 50), "blue")
    first.save(file, "MPO", save_all=True, append_images=[second])
    with Image.open(BytesIO(without_notes(file.getvalue()))) as picture:
        assert picture.format == "JPEG"
        assert getattr(picture, "n_frames", 1) == 1


def test_what_can_be_seen_through_stays_so():
    picture = Image.new("P", (10, 10))
    picture.putpalette([255, 0, 0, 0, 255, 0])
    file = BytesIO()
    picture.save(file, "PNG", transparency=0)
    with Image.open(BytesIO(without_notes(file.getvalue()))) as kept:
        assert kept.convert("RGBA").getpixel((0, 0))[3] == 0


@pytest.mark.parametrize(
    "content",
    [b"", b"MZ\x90\x00" + b"\x00" * 200, b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"],
)
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(Unfit, match="can’t be opened"):
        without_notes(content)


def test_a_picture_that_ends_too_soon_is_refused():
    content = a_picture("JPEG", (800, 800))
    with pytest.raises(Unfit, match="damaged"):
        without_notes(content[: len(content) // 2])


@pytest.mark.parametrize("size", [(10_000, 6_000), (20_000, 20_000)])
def test_a_picture_too_large_to_open_is_refused_unopened(size):
    file = BytesIO()
    Image.new("1", size).save(file, "PNG")
    with pytest.raises(Unfit, match="50 million pixels"):
        without_notes(file.getvalue())


def test_a_pdf_has_its_pages_counted():
    assert pages_of_pdf(PDF) == 2


def locked() -> bytes:
    writer, file = PdfWriter(clone_from=PdfReader(BytesIO(PDF))), BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "not a PDF"),
        (b"MZ\x90\x00garbage", "not a PDF"),
        (a_picture(), "not a PDF"),
        (b"<html>%PDF-1.7</html>", "not a PDF"),
        (b"%PDF-1.7\n" + b"garbage " * 50, "can’t be opened"),
        (PDF[: len(PDF) // 3], "can’t be opened"),
        (locked(), "locked with a password"),
    ],
)
def test_other_files_are_refused_and_it_says_why(content, why):
    with pytest.raises(Unfit, match=why):
        pages_of_pdf(content)


def test_a_huge_file_is_refused_unopened(monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", 1000)
    with pytest.raises(Unfit, match="too large"):
        pages_of_pdf(PDF)
