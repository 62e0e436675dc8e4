"""What is due is published, and one page that can't be holds back no other."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Revision

from tests.pages.making import BY, told, update
from whoscounting.pages import actions, models

pytestmark = pytest.mark.usefixtures("world", "ours")


def scheduled(page):
    page.go_live_at = timezone.now() + timedelta(minutes=1)
    page.save_revision().publish()
    return page


def test_a_page_whose_picture_is_gone_holds_back_no_other(files, media, time_machine):
    story = told()
    story.live = False
    story.save()
    scheduled(story)
    news = scheduled(update("News in time", live=False))
    for path in (media / "originals").iterdir():
        path.unlink()
    story.portrait.renditions.all().delete()
    time_machine.move_to(timezone.now() + timedelta(minutes=2))
    actions.publish_due(by=BY)
    assert models.UpdatePage.objects.get(pk=news.pk).live
    assert not models.StoryPage.objects.get(pk=story.pk).live
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()  # it is not tried again for ever
