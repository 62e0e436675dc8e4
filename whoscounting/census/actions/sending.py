"""Letters to trusts: queued here in one transaction with what they are for, sent by the mail room's worker."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from whoscounting.census.models import Door, FoiRequest, LetterKind, LetterText, Round
from whoscounting.census.queries.chasing import against, chaseable
from whoscounting.census.queries.correspondence import settled_letters
from whoscounting.census.queries.letters import letters_of
from whoscounting.census.queries.preflight import PROBE, office, preflight, to_be_asked
from whoscounting.census.rules import chasing
from whoscounting.census.rules.letters import Words, objections, secrets_in
from whoscounting.census.rules.preflight import unreachable
from whoscounting.ledger.actions import record
from whoscounting.lib.actions import Refused, action
from whoscounting.lib.actors import Actor
from whoscounting.lib.addresses import DOOR, REPLY
from whoscounting.lib.workingdays import DAY
from whoscounting.mail.actions import LetterDraft, plan_mailing, queue_letters
from whoscounting.mail.models import Mailing, Message
from whoscounting.register.models import Contact

DOOR_OPEN_FOR = 365 * DAY


@action
def write_letter(*, round: Round, kind: LetterKind, words: Words, by: Actor, at: datetime | None = None) -> LetterText:
    """Set the words of one kind of letter in a round. Raises Refused with all that is wrong with them."""
    if wrong := objections(kind, words):
        raise Refused(" ".join(wrong))
    fields = {"subject": words.subject.strip(), "body": words.body.replace("\r\n", "\n").strip()}
    text, _ = LetterText.objects.update_or_create(round=round, kind=kind, defaults=fields)
    record(by=by, at=at, verb="letter written", subject=f"round:{round.pk}", detail={"kind": kind.value})
    return text


@action
def send_requests(
    *, round: Round, trusts: Collection[str] | None = None, by: Actor, at: datetime | None = None
) -> Mailing:
    """Queue the request to every trust in scope that was not asked yet, or to these of them. Idempotent.

    Asked again is a trust whose letter came back, once it has another address.

    Raises Refused while the round is not open, or while the list before the start is not all green.
    """
    when = at or timezone.now()
    current = Round.objects.get(pk=round.pk)
    if current.opened_on is None:
        raise Refused("Open the round first.")
    if current.closed_on is not None:
        raise Refused("This round is closed: nobody is asked in it any more.")
    checks = preflight(round, trusts=trusts, today=timezone.localdate(when))
    if red := [check for check in checks if not check.green]:
        raise Refused(f"Not ready to send. {red[0].words}")
    requests = _in_scope(round, trusts).filter(to_be_asked())
    return _queue(round, LetterKind.REQUEST, list(requests), by=by, at=when)


@action
def send_chasers(
    *, round: Round, trusts: Collection[str] | None = None, by: Actor, at: datetime | None = None
) -> Mailing:
    """Queue the one reminder to the trusts of these that may be reminded today. Idempotent.

    Nothing goes to a trust that answered, before its date, or while a clarification, fees notice or extension is open.
    """
    when = at or timezone.now()
    if Round.objects.get(pk=round.pk).closed_on is not None:
        raise Refused("This round is closed: nobody is reminded in it any more.")
    locked = list(_in_scope(round, trusts).select_for_update(of=("self",)))
    due = chaseable(locked, on=timezone.localdate(when))
    return _queue(round, LetterKind.CHASER, due, by=by, at=when)


@action
def send_clarification(*, request: FoiRequest, words: str, by: Actor, at: datetime | None = None) -> Mailing:
    """Queue what we mean, for a trust that has asked. When it is sent, a fresh count of 20 working days begins."""
    locked = _in_scope(request.round, None).select_for_update(of=("self",)).get(pk=request.pk)
    if locked.hold != "clarification":
        raise Refused("This trust’s clock does not stand still for a clarification.")
    return _queue(request.round, LetterKind.CLARIFICATION, [locked], words=words, by=by, at=at)


@action
def ask_for_review(*, request: FoiRequest, words: str, by: Actor, at: datetime | None = None) -> Mailing:
    """Queue the request for an internal review of a refusal. Idempotent."""
    locked = _in_scope(request.round, None).select_for_update(of=("self",)).get(pk=request.pk)
    if why := against(locked, chasing.Letter.REVIEW, on=timezone.localdate(at)):
        raise Refused(" ".join(why))
    return _queue(request.round, LetterKind.REVIEW, [locked], words=words, by=by, at=at)


@action
def send_test(
    *, request: FoiRequest, kind: LetterKind, recipient: str, by: Actor, at: datetime | None = None
) -> Mailing:
    """Queue this trust's letter to an address of our own, so that somebody can look at it. Its secrets open nothing."""
    when = at or timezone.now()
    letter = letters_of([request], request.round, kind)[request.pk]
    mailing = plan_mailing(
        key=f"test:{request.round_id}", title=f"{request.round.name}: tests", about=PROBE, by=by, at=when
    )
    draft = LetterDraft(
        key=f"test:{request.pk}:{kind}:{when.isoformat()}",
        about=PROBE,
        kind="test",
        recipient=recipient,
        subject=f"TEST {letter.subject}",
        body=letter.body,
        secrets={name: (purpose, 0, 1) for name, purpose in _PURPOSES if name in secrets_in(letter.body)},
    )
    queue_letters(mailing=mailing, drafts=[draft], by=by, at=when)
    record(by=by, at=when, verb="test letter queued", subject=f"round:{request.round_id}")
    return mailing


_PURPOSES = (("reply_address", REPLY), ("door", DOOR))


def _in_scope(round: Round, trusts: Collection[str] | None) -> QuerySet[FoiRequest]:
    requests = FoiRequest.objects.filter(round=round, in_scope=True).select_related("trust", "round")
    return requests.order_by("trust_id") if trusts is None else requests.filter(trust__in=trusts).order_by("trust_id")


def _queue(
    round: Round,
    kind: LetterKind,
    requests: Sequence[FoiRequest],
    *,
    words: str = "",
    by: Actor,
    at: datetime | None,
) -> Mailing:
    """One mailing of a round and kind; every letter in it has its key, so that two clicks queue it once."""
    when = at or timezone.now()
    mailing = plan_mailing(
        key=f"round:{round.pk}:{kind}",
        title=f"{round.name}: {kind.label.lower()}",
        about=f"round:{round.pk}",
        by=by,
        at=when,
    )
    drafts = _drafts(round, kind, requests, words, timezone.localdate(when))
    queued = queue_letters(mailing=mailing, drafts=drafts, by=by, at=when)
    if words:
        _refuse_other_words(drafts)
    if queued:
        detail = {"kind": kind.value, "trusts": [request.trust_id for request in requests]}
        record(by=by, at=when, verb="letters queued", subject=f"round:{round.pk}", detail=detail)
    return mailing


def _refuse_other_words(drafts: Sequence[LetterDraft]) -> None:
    """What is waiting already can't say something else; who wrote the second time must hear of it."""
    said = {draft.key: draft.body for draft in drafts}
    if any(one.body != said[one.key] for one in Message.objects.filter(key__in=said)):
        raise Refused("A letter like this waits in the outbox already, with other words. Take it back there first.")


def _drafts(
    round: Round, kind: LetterKind, requests: Sequence[FoiRequest], words: str, today: date
) -> Sequence[LetterDraft]:
    letters = letters_of(list(requests), round, kind, words=words)
    contacts = {contact.trust_id: contact for contact in _offices(requests)}
    doors, earlier = _doors(requests, today), settled_letters(requests, kind)
    drafts = []
    for request in requests:
        contact = contacts.get(request.trust_id)
        # A letter holds secrets: one wrong letter in its address would give a stranger the trust's door.
        if contact is None or (why := unreachable(office(request.trust, contact), today=today)):
            raise Refused(f"Nothing is sent to {request.trust.name}. {why if contact else 'It has no address.'}")
        letter = letters[request.pk]
        secret = {
            "reply_address": (REPLY, request.pk, request.reply_generation),
            "door": (DOOR, request.pk, doors[request.pk].generation),
        }
        drafts.append(
            LetterDraft(
                key=f"request:{request.pk}:{kind}:{earlier[request.pk] + 1}",
                about=f"request:{request.pk}",
                kind=kind.value,
                recipient=contact.email,
                recipient_verified_on=contact.verified_on,
                subject=letter.subject,
                body=letter.body,
                secrets={name: secret[name] for name in secrets_in(letter.body)},
            )
        )
    return drafts


def _offices(requests: Sequence[FoiRequest]) -> QuerySet[Contact]:
    return Contact.objects.filter(role=Contact.Role.FOI, trust__in=[request.trust_id for request in requests])


def _doors(requests: Sequence[FoiRequest], today: date) -> dict[int, Door]:
    """Each trust's door; those that have none get one."""
    Door.objects.bulk_create(
        [Door(request=request, expires_on=today + DOOR_OPEN_FOR) for request in requests], ignore_conflicts=True
    )
    return {door.request_id: door for door in Door.objects.filter(request__in=requests)}
