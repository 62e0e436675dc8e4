"""What the look promises in numbers: contrast in both themes, and bytes on the wire."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import brotli
import pytest

import whoscounting.ui

STATIC = Path(whoscounting.ui.__file__).parent / "static" / "ui"
CSS = (STATIC / "site.css").read_text(encoding="utf-8")


def tokens(theme: str) -> dict[str, str]:
    """Return the colours of a theme: the dark one changes some of the light one's."""
    light, dark = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)[:2]
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]+);", light))
    return found | dict(re.findall(r"--([\w-]+): (#[0-9a-f]+);", dark)) if theme == "dark" else found


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


TEXTS = [(text, ground) for text in ("ink", "ink-2", "link") for ground in ("paper", "land")]
TEXTS += [("on-action", "action"), ("on-help", "help"), ("ink", "field"), ("paper", "ink")]
MARKS = [
    (mark, ground)
    for mark in ("collecting", "partial", "not-collecting", "no-response")
    for ground in ("paper", "land")
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_can_be_read_by_nearly_everyone(theme, text, ground):
    colours = tokens(theme)
    assert contrast(colours[text], colours[ground]) >= 7


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_edge_of_a_button_and_of_a_mistake_can_be_seen(theme):
    """Plum on the dark ground could not: there only the edge's own colour may draw a line."""
    assert contrast(tokens(theme)["action-edge"], tokens(theme)["paper"]) >= 3
    assert not re.search(r"border[\w-]*: [^;]*var\(--action\)", CSS)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_marks_stand_out_from_what_they_lie_on(theme, mark, ground):
    colours = tokens(theme)
    assert contrast(colours[mark], colours[ground]) >= 3


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_sign_inside_a_filled_mark_stands_out(theme):
    colours = tokens(theme)
    assert contrast(colours["collecting"], colours["paper"]) >= 4.5
    assert contrast(colours["not-collecting"], colours["paper"]) >= 4.5


def test_the_stylesheet_stays_small():
    assert len(brotli.compress(CSS.encode())) <= 8 * 1024


def test_the_stylesheet_fetches_nothing_from_others():
    assert not re.search(r"https?://|@import|url\((?!\"fonts/)", CSS)


def test_the_two_fonts_stay_small():
    assert sum(path.stat().st_size for path in STATIC.glob("fonts/*.woff2")) <= 42 * 1024


def test_every_font_is_listed_with_its_source_and_licence():
    listed = json.loads((STATIC / "fonts" / "FONTS.json").read_text(encoding="utf-8"))
    assert {line["file"] for line in listed} == {path.name for path in STATIC.glob("fonts/*.woff2")}
    for line in listed:
        file = STATIC / "fonts" / line["file"]
        assert hashlib.sha256(file.read_bytes()).hexdigest() == line["sha256"]
        assert "SIL OPEN FONT LICENSE" in (STATIC / "fonts" / line["licence_file"]).read_text(encoding="utf-8").upper()
