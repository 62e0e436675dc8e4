"""What the tests of written pages need, made with the same actions that real work uses."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from PIL import Image

from whoscounting.lib.actors import Actor
from whoscounting.pages import actions, models

BY = Actor.system("tests")
AGREED = date(2026, 1, 5)
NAME = "Wilhelmina"


def a_picture(form: str = "PNG", size: tuple[int, int] = (400, 500), **options: Any) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, "#7a1450").save(file, form, **options)
    return file.getvalue()


def portrait(title: str = f"Portrait of {NAME}") -> models.Picture:
    return actions.add_picture(title=title, description="A head and shoulders.", content=a_picture(), by=BY)


def drafted(name: str = NAME, **rest: Any) -> models.StoryPage:
    words = {"quotation": f"I am {name} and I count.", "words": f"<p>{name}’s longer words.</p>"}
    told = models.StoryPage(title=f"{name}’s story", first_name=name, **words | {"portrait": portrait()} | rest)
    return actions.draft_page(below=models.StoriesPage, page=told, by=BY)


def agreed(story: models.StoryPage, **rest: Any) -> models.Consent:
    known = {"person": f"{NAME} Who Agreed", "contact": "020 7946 0000", "wording": "I agree.", "agreed_on": AGREED}
    return actions.agree(story=story, **known | {"on_home": True} | rest, by=BY)


def told(name: str = NAME, *, until: date | None = None, on_home: bool = True, **rest: Any) -> models.StoryPage:
    """A story that anyone may read."""
    story = drafted(name, **rest)
    agreed(story, until=until, on_home=on_home)
    actions.publish_page(page=story, by=BY)
    return models.StoryPage.objects.get(pk=story.pk)


def update(title: str = "News", *, live: bool = True, **rest: Any) -> models.UpdatePage:
    page = models.UpdatePage(title=title, **{"day": date(2026, 11, 2), "lead": f"The lead of {title}."} | rest)
    page = actions.draft_page(below=models.UpdatesPage, page=page, by=BY)
    if live:
        actions.publish_page(page=page, by=BY)
    return models.UpdatePage.objects.get(pk=page.pk)


def stream(model: Any, field: str, blocks: list[tuple[str, Any]]) -> Any:
    """Blocks as an editor would have filled them in."""
    return model._meta.get_field(field).stream_block.to_python(
        [{"type": kind, "value": value} for kind, value in blocks]
    )
