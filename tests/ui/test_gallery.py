"""The gallery shows every component in every state, so that none is built or changed unseen."""

import re
from pathlib import Path

import pytest
from django.template.loader import get_template
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse

from whoscounting.ui import views
from whoscounting.ui.templatetags.ui import register
from whoscounting.ui.words import WORDS

# The base template draws this one on every page.
EVERYWHERE = {"symbol_sheet"}


def source() -> str:
    return Path(get_template("ui/gallery.html").origin.name).read_text(encoding="utf-8")


def shown() -> str:
    return views.gallery(RequestFactory().get("/ui/")).content.decode()


@pytest.mark.parametrize("tag", sorted(set(register.tags) - EVERYWHERE))
def test_every_tag_is_shown(tag):
    assert re.search(rf"{{% {tag}\b", source())


@pytest.mark.parametrize("name", sorted(register.filters))
def test_every_filter_is_shown(name):
    assert re.search(rf"\|{name}\b", source())


@pytest.mark.parametrize("verdict", WORDS)
def test_every_verdict_is_shown_with_its_mark_in_every_size(verdict):
    html = shown()
    mark = f'<use href="#v-{verdict.replace("_", "-")}"/>'
    for size in ("symbol symbol-large", "symbol", "symbol symbol-small"):
        assert re.search(rf'<svg class="{size}"[^>]*>{re.escape(mark)}', html)


def test_no_two_pieces_share_an_id():
    found = re.findall(r'\sid="([^"]+)"', shown())
    assert len(found) == len(set(found))


def test_without_development_it_has_no_name():
    with pytest.raises(NoReverseMatch):
        reverse("gallery")


def test_its_address_is_not_there_unless_we_develop(client, db):
    assert client.get("/ui/").status_code == 404
