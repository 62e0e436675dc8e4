"""Making and changing staff accounts."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import Group, Permission

from whoscounting.accounts.models import User
from whoscounting.accounts.rules import ROLES, Role
from whoscounting.ledger.actions import record
from whoscounting.lib.actions import action
from whoscounting.lib.actors import Actor


@action
def set_up_roles(*, by: Actor, at: datetime | None = None) -> None:
    """Give every role its group and the group its permissions. Idempotent."""
    for role, names in ROLES.items():
        group, made = Group.objects.get_or_create(name=role)
        wanted = [_permission(name) for name in names]
        if made or set(wanted) != set(group.permissions.all()):
            group.permissions.set(wanted)
            record(by=by, at=at, verb="role set up", subject=f"role:{role}", detail={"permissions": list(names)})


@action
def add_staff(*, username: str, role: Role, password: str, by: Actor, at: datetime | None = None) -> User:
    """Make an account with one role, or set the password of the one that exists."""
    user, _ = User.objects.get_or_create(username=username)
    user.set_password(password)
    user.save()
    user.groups.set([Group.objects.get(name=role)])
    record(by=by, at=at, verb="staff account set", subject=f"user:{user.pk}", detail={"role": role})
    return user


def _permission(name: str) -> Permission:
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)
