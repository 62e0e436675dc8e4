"""Running text, with live figures in it."""

from __future__ import annotations

from typing import Any

from wagtail import blocks

from whoscounting.pages.blocks.files import CaptionedPicture, DownloadBlock
from whoscounting.pages.blocks.plain import Lines, Words
from whoscounting.pages.figures import known_figures

INLINE = ["bold", "italic", "link"]
FULL = [*INLINE, "ol", "ul", "h3", "document-link"]
HELP = "A figure of the newest edition is written like this: [[trusts collecting]]. All are listed under Figures."


class TextBlock(blocks.RichTextBlock):
    """Text that refuses figures which don't exist, so that no page shows a wrong one."""

    def __init__(self, *, features: list[str] | None = None, **options: Any) -> None:
        super().__init__(features=features or FULL, **{"help_text": HELP, **options})

    def clean(self, value: Any) -> Any:
        value = super().clean(value)
        known_figures(value.source if value else "")
        return value


class Quotation(blocks.StructBlock):
    """Somebody's words, unchanged, and who said them."""

    words = Lines(max_length=600)
    who = Words(max_length=160)

    class Meta:
        icon = "openquote"
        template = "pages/blocks/quotation.html"


class VideoLink(blocks.StructBlock):
    """A film elsewhere. It is linked, not embedded: others learn of our readers only when these go there."""

    title = Words(max_length=120)
    address = blocks.URLBlock()
    length = Words(max_length=40, required=False, help_text="“3 minutes, with subtitles”")

    class Meta:
        icon = "media"
        template = "pages/blocks/video.html"


class Prose(blocks.StreamBlock):
    """The body of an update, a report or a page of text."""

    heading = Words(max_length=120, icon="title", template="pages/blocks/heading.html")
    text = TextBlock(icon="pilcrow", template="pages/blocks/text.html")
    quotation = Quotation()
    picture = CaptionedPicture()
    film = VideoLink()
    download = DownloadBlock(template="pages/blocks/download.html")

    class Meta:
        required = False


class Question(blocks.StructBlock):
    """A question to one's own team, and why one might ask it."""

    question = Words(max_length=200)
    why = Words(max_length=240, required=False)


class Questions(blocks.StreamBlock):
    question = Question(icon="help")
