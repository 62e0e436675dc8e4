"""What it takes for a story to be gone: from pages, drafts, logs, redirects and the disk.

Files are deleted after the transaction is committed, so a withdrawal that fails has lost nothing.
"""

from __future__ import annotations

from io import BytesIO

from django.core.files.images import ImageFile
from django.db import transaction
from django.db.models import Q
from PIL import Image
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry, PageLogEntry

from whoscounting.pages.models.files import Picture
from whoscounting.pages.models.stories import StoryPage

GONE = "A story that was taken back"
NO_PICTURE = "A picture that was taken back"
EMPTY = (320, 400), "#efe9e2"  # the size and the colour of what stands in its place


def _purge(story: StoryPage) -> None:
    """Drafts and earlier versions may have had another portrait, so every one that they name goes."""
    page, path = story.pk, story.url_path_here
    portraits = {revision.content.get("portrait") for revision in story.revisions.all()} | {story.portrait_id}
    for alias in story.aliases.all():
        _purge(alias.specific)
    _forget_redirects(page, path)
    story.delete()  # with its revisions, workflow states, comments and its place in the search
    # Only now, because deleting it has written a line with its title too.
    PageLogEntry.objects.filter(Q(page=page) | Q(data__page__id=page)).update(label=GONE, data={})
    for picture in Picture.objects.filter(pk__in=portraits - {None}):
        _take_back(picture)
    _forget_names(Picture, portraits)


def _forget_redirects(page: int, path: str) -> None:
    """Those that lead to it, and those from and to where it was: all say its name."""
    there = Q(redirect_page=page) | Q(old_path=path.rstrip("/"))
    for address in {path.rstrip("/"), *Redirect.objects.filter(there).values_list("old_path", flat=True)}:
        there |= Q(redirect_link__endswith=address) | Q(redirect_link__endswith=f"{address}/")
    redirects = Redirect.objects.filter(there)
    _forget_names(Redirect, set(redirects.values_list("pk", flat=True)))
    redirects.delete()


def _forget_names(model: type, keys: set[int | None]) -> None:
    """In the lines that Wagtail has written about these."""
    lines = ModelLogEntry.objects.get_for_model(model)
    lines.filter(object_id__in=[str(key) for key in keys]).update(label=GONE, data={})


def _take_back(picture: Picture) -> None:
    """Delete the portrait. Where an editor has put it elsewhere, an empty picture stands from now on."""
    told = StoryPage.objects.filter(portrait=picture)
    if any(story.may_be_shown for story in told.select_related("consent")):
        return  # another story of the same person, to which they still agree
    if picture.get_usage().count() == 0:
        picture.delete()  # with its file, its renditions and their files
        return
    _empty(picture)


def _empty(picture: Picture) -> None:
    storage, name = picture.file.storage, picture.file.name
    size, colour = EMPTY
    drawn = BytesIO()
    Image.new("RGB", size, colour).save(drawn, "PNG")
    picture.renditions.all().delete()
    picture.tags.clear()
    picture.title = picture.description = NO_PICTURE
    picture.file = ImageFile(drawn, name="empty.png")
    picture.file_hash, picture.file_size = "", drawn.tell()
    picture.set_focal_point(None)
    picture.save()
    transaction.on_commit(lambda: storage.delete(name))
