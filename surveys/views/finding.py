"""How every view of a meeting finds it, and what it answers when the user may not change it or the minutes are signed."""

from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render

from surveys.models import Minutes, SurveyMeeting

View = Callable[..., HttpResponse]


class SignedMinutesError(Exception):
    """The minutes of the meeting are signed, so that nothing of it changes any more."""


_FOR_READING = ("owner", "minutes__revision__created_by", "minutes__registered", "survey", "follows")


def find_meeting(request: Any, pk: int, meetings: Any = None, related: tuple[str, ...] = _FOR_READING) -> Any:
    """The meeting, for reading, with `may_write`, `may_sign`, `may_keep`, `may_return` for the user of the request.

    Args:
        meetings: a query set with more annotations, if the page needs them.
        related: what is read along with it.

    Raises: Http404 for somebody who may not know of it.
    """
    found = (meetings if meetings is not None else SurveyMeeting.objects.all()).visible_to(request.user)
    try:
        return found.select_related(*related).get_with_rights(request.user, pk=pk)
    except SurveyMeeting.DoesNotExist as unknown:
        raise Http404("no such meeting for this user") from unknown


def find_to_change(request: Any, pk: int, *, right: str = "may_write", frozen: bool = True) -> Any:
    """The meeting, for changing it or one of its rows; a view that uses it wears `answers_signed`.

    While something is sent, the minutes are held: a signature waits until it is saved, so that nothing slips in behind what is frozen.

    Args:
        right: the annotation of `find_meeting` that must hold.
        frozen: whether signed minutes forbid the change; what was found out later (follow-ups, articles) is not frozen.

    Raises:
        Http404: the user may not know of the meeting.
        PermissionDenied: the user sees it without the right to change it.
        SignedMinutesError: its minutes are signed; `answers_signed` answers for the view.
    """
    held = frozen and request.method == "POST"
    # The revision is not read along: if somebody signs while this waits, the database would answer with what was there before.
    locked = SurveyMeeting.objects.filter(minutes__isnull=False).select_for_update(no_key=True, of=("minutes",)) if held else None
    meeting = find_meeting(request, pk, locked, ("owner", "minutes") if held else _FOR_READING)
    if not getattr(meeting, right):
        raise PermissionDenied
    if frozen and meeting.is_frozen:
        raise SignedMinutesError
    return meeting


def answers_signed(view: View) -> View:
    """Make what is sent to a view that changes a meeting one transaction, and let it answer a plain notice when the minutes are signed.

    Somebody may sign while a form is open, or while it is being saved: then the database refuses the change, and the
    words that were typed stand on the notice, so that they are not lost.
    """

    @wraps(view)
    def wrapped(request: Any, pk: int, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            with transaction.atomic() if request.method == "POST" else nullcontext():
                return view(request, pk, *args, **kwargs)
        except SignedMinutesError:
            pass
        except DatabaseError:
            if not Minutes.objects.filter(meeting=pk, state=Minutes.State.SIGNED).exists():
                raise
        return signed_notice(request, find_meeting(request, pk))

    return wrapped


def signed_notice(request: Any, meeting: SurveyMeeting) -> HttpResponse:
    """Say that the minutes are signed, and give back what was typed."""
    sent = request.POST.items() if request.method == "POST" else ()
    typed = [value for name, value in sent if name not in ("csrfmiddlewaretoken", "ban_goc") and " " in value.strip()]
    return render(request, "surveys/signed.html", {"meeting": meeting, "typed": typed}, status=409)
