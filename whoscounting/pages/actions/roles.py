"""Which pages and files editors may touch, and the rule that one writes and another approves."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

from whoscounting.ledger.actions import record
from whoscounting.lib.actions import action
from whoscounting.lib.actors import Actor
from whoscounting.pages.models.approval import AnotherPersonApproves
from whoscounting.pages.models.facts import Fact

WRITES = ("add_page", "change_page")
MODERATES = (*WRITES, "lock_page", "unlock_page")
PUBLISHES = (*MODERATES, "publish_page", "bulk_delete_page")
PAGES = {"editor": WRITES, "moderator": MODERATES, "publisher": PUBLISHES}
# Wagtail asks for the rights over its own models, whichever models stand in their place.
FILES = {
    "wagtailimages": ("add_image", "change_image", "choose_image"),
    "wagtaildocs": ("add_document", "change_document", "choose_document"),
}
APPROVAL = "One writes, another approves"


@action
def set_up_editing(*, by: Actor, at: datetime | None = None) -> None:
    """Give each role its rights over pages and files, and make approval the rule. Idempotent."""
    for role in PAGES:
        _may(Group.objects.get(name=role))
    made = not Workflow.objects.filter(name=APPROVAL).exists()
    if made:
        _approval_is_the_rule()
    if _approval_is_the_rule_for_facts() or made:
        record(by=by, at=at, verb="editing set up", subject="roles:editing")


def _may(group: Group) -> None:
    root, files = Page.objects.get(depth=1), Collection.get_first_root_node()
    for permission in _permissions("wagtailcore", PAGES[group.name]):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
    for app, names in FILES.items():
        for permission in _permissions(app, names):
            GroupCollectionPermission.objects.get_or_create(group=group, collection=files, permission=permission)


def _permissions(app: str, names: tuple[str, ...]) -> list[Permission]:
    return list(Permission.objects.filter(content_type__app_label=app, codename__in=names))


def _approval_is_the_rule() -> None:
    """In place of Wagtail's own default, which lets people approve themselves."""
    Workflow.objects.all().delete()
    task = AnotherPersonApproves(name="Another person reads and approves it", active=True)
    task.save()
    task.groups.set(Group.objects.filter(name__in=("moderator", "publisher")))
    workflow = Workflow.objects.create(name=APPROVAL, active=True)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=Page.objects.get(depth=1))


def _approval_is_the_rule_for_facts() -> bool:
    """The same for facts, which stand on no page of their own. Whether it was not so before."""
    kind, workflow = ContentType.objects.get_for_model(Fact), Workflow.objects.get(name=APPROVAL)
    _, made = WorkflowContentType.objects.update_or_create(content_type=kind, defaults={"workflow": workflow})
    return made
