"""Making and changing staff accounts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group, Permission

from whoscounting.accounts.models import User
from whoscounting.accounts.rules import ROLES, Role
from whoscounting.ledger.actions import record
from whoscounting.lib.actions import Refused, action
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
def add_staff(
    *, username: str, role: Role, also: Collection[Role] = (), password: str, by: Actor, at: datetime | None = None
) -> User:
    """Make an account with one role or several, or set roles and password of the one that exists."""
    user, _ = User.objects.get_or_create(username=username)
    user.set_password(password)
    user.save()
    roles = sorted({role, *also})
    user.groups.set(Group.objects.filter(name__in=roles))
    record(by=by, at=at, verb="staff account set", subject=f"user:{user.pk}", detail={"roles": roles})
    return user


@action
def reset_second_factor(*, username: str, by: Actor, at: datetime | None = None) -> None:
    """Take the second factor from somebody who has lost phone and codes, and sign them out everywhere.

    Raises Refused if nobody has this user name.
    """
    user = User.objects.filter(username=username).first()
    if user is None:
        raise Refused(f"Nobody signs in as {username}.")
    Authenticator.objects.filter(user=user).delete()
    for session in UserSession.objects.filter(user=user):
        session.end()
    record(by=by, at=at, verb="second factor reset", subject=f"user:{user.pk}")


def _permission(name: str) -> Permission:
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)
