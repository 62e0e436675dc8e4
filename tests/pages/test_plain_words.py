"""Live figures stand in running text, where each has a link to its source. Every other text refuses them, whichever
field or block somebody adds later."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models as db
from wagtail import blocks
from wagtail.fields import RichTextField

from tests.pages.editing import person, sent, signed_in, update
from tests.pages.making import stream
from whoscounting.pages import models
from whoscounting.pages.blocks.text import TextBlock
from whoscounting.pages.figures import WITHOUT_SOURCE

FIGURE, NO_FIGURE = "Now [[trusts collecting]]!", "Now [[trusts winning]]!"
UNSEEN = {
    models.Consent,
    models.Agreement,
    models.AnotherPersonApproves,
    models.Rendition,
}  # readers see none of their words
SEEN = [model for model in apps.get_app_config("pages").get_models() if model not in UNSEEN]
# What is chosen, dated or pointed to holds no words of ours.
NO_WORDS = (
    blocks.BooleanBlock,
    blocks.ChoiceBlock,
    blocks.ChooserBlock,
    blocks.DateBlock,
    blocks.URLBlock,
)
pytestmark = pytest.mark.usefixtures("world")


def fields(fits):
    every = [(model, field) for model in SEEN for field in model._meta.concrete_fields if fits(field)]
    return [pytest.param(model, field, id=f"{model.__name__}.{field.name}") for model, field in every]


def is_text(field) -> bool:
    """Whether somebody writes there what readers see. (`path` is where a page stands in the tree.)"""
    written = isinstance(field, db.CharField | db.TextField) and field.editable and not field.choices
    return written and field.name != "path"


def leaves(block, where=""):
    """Every block at the end of a branch, by the names that lead to it."""
    if isinstance(block, blocks.StructBlock | blocks.StreamBlock):
        for name, child in block.child_blocks.items():
            yield from leaves(child, f"{where}.{name}")
    elif isinstance(block, blocks.ListBlock):
        yield from leaves(block.child_block, f"{where}[]")
    else:
        yield where, block


def refusal(field, model, words) -> list[str]:
    """What is said at this field if these words stand in it."""
    thing = model.objects.first() or model()
    setattr(thing, field.name, words)
    with pytest.raises(ValidationError) as refused:
        thing.full_clean()
    return refused.value.message_dict[field.name]


@pytest.mark.parametrize(("model", "field"), fields(is_text))
def test_a_text_shows_a_figure_with_its_source_or_refuses_it(model, field):
    shows_figures = isinstance(field, RichTextField) and model is not models.StoryPage
    if shows_figures:
        assert any("There is no such figure" in why for why in refusal(field, model, NO_FIGURE))
    elif not isinstance(field, db.SlugField | db.EmailField | db.URLField):  # these refuse all such signs
        assert WITHOUT_SOURCE in refusal(field, model, FIGURE)


@pytest.mark.parametrize(("model", "field"), fields(lambda field: hasattr(field, "stream_block")))
def test_so_does_every_block_however_deep_it_stands(model, field):
    for where, block in leaves(field.stream_block):
        if isinstance(block, NO_WORDS):
            continue
        shows_figures = isinstance(block, TextBlock)
        written = NO_FIGURE if shows_figures else FIGURE
        with pytest.raises(ValidationError) as refused:
            block.clean(block.to_python(written))
        assert refused.value.messages == [WITHOUT_SOURCE] or shows_figures, where


def test_the_editor_is_told_at_the_field_and_nothing_typed_is_lost():
    editor = person("editor")
    page = update(editor)
    response = sent(signed_in(editor), page, "action-save", lead=FIGURE)
    assert response.context["form"].errors["lead"] == [WITHOUT_SOURCE]
    assert FIGURE in response.content.decode()


def test_a_block_is_refused_where_the_figure_stands():
    films = models.UpdatePage._meta.get_field("body").stream_block
    film = {"title": FIGURE, "address": "https://film.invalid/", "length": ""}
    with pytest.raises(blocks.StreamBlockValidationError) as refused:
        films.clean(stream(models.UpdatePage, "body", [("film", film)]))
    assert refused.value.block_errors[0].block_errors["title"].messages == [WITHOUT_SOURCE]


def test_a_picture_and_a_fact_are_refused_at_the_desk():
    client = signed_in(person("publisher"))
    fact = models.Fact.objects.first()
    screen = client.post(f"/desk/snippets/pages/fact/edit/{fact.pk}/", {"sentence": FIGURE})
    assert WITHOUT_SOURCE in screen.context["form"].errors["sentence"]
