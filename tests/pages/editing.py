"""What the tests of editing need: people at the desk, and pages made with the actions that real work uses."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.test import Client
from wagtail.test.utils.form_data import querydict_from_html

from whoscounting.accounts.actions import add_staff
from whoscounting.accounts.models import User
from whoscounting.lib.actors import Actor
from whoscounting.pages import models
from whoscounting.pages.actions import agree, draft_page

BY = Actor.system("tests")


def person(role: str, username: str = "") -> User:
    return add_staff(username=username or f"{role}-2", role=role, password="a long password", by=BY)


def signed_in(user: User) -> Client:
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    return client


def story(writer: User, **rest: Any) -> models.StoryPage:
    page = draft_page(
        below=models.StoriesPage,
        page=models.StoryPage(
            **({"title": "A new story", "first_name": "Placeholder", "quotation": "Her words."} | rest)
        ),
        by=BY,
    )
    page.save_revision(user=writer)
    return page


def consented(page: models.StoryPage, **rest: Any) -> models.Consent:
    given = {"person": "Nobody", "contact": "none", "agreed_on": date(2026, 1, 5), "wording": "A placeholder."}
    return agree(story=page, by=BY, **(given | rest))


def update(writer: User, **rest: Any) -> models.UpdatePage:
    page = draft_page(
        below=models.UpdatesPage,
        page=models.UpdatePage(**({"title": "A new update", "lead": "A placeholder."} | rest)),
        by=BY,
    )
    page.save_revision(user=writer)
    return page


def fact(writer: User, **rest: Any) -> models.Fact:
    """A draft of a fact that nobody has seen yet."""
    known = {"code": "a-new-fact", "sentence": "A placeholder.", "period": "2026", "source": "Nobody", "live": False}
    known |= {"source_url": "https://source.invalid/", "review_by": date(2099, 1, 1)}
    new = models.Fact.objects.create(**(known | rest))
    new.save_revision(user=writer)
    return new


def edit(written: Any) -> str:
    where = "snippets/pages/fact/edit/{}" if isinstance(written, models.Fact) else "pages/{}/edit"
    return f"/desk/{where.format(written.pk)}/"


def sent(client: Client, page: Any, button: str, **changes: Any) -> Any:
    """What a browser sends when somebody opens the page or the fact, changes some fields and presses a button."""
    form_id = "w-editor-form" if isinstance(page, models.Fact) else "page-edit-form"
    form = querydict_from_html(client.get(edit(page)).content.decode(), form_id=form_id)
    for field in page._meta.get_fields():
        if hasattr(field, "stream_block"):  # a browser fills it in by script
            form[f"{field.name}-count"] = "0"
    for name, value in (changes | {button: button}).items():
        form[name] = value
    return client.post(edit(page), form, follow=True)
