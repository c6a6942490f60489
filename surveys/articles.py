"""The life of a news item: written, submitted, approved by a second person, posted, shown on the unit's own page or taken from it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from surveys.minutes import WrongStateError
from surveys.models import Article, ArticleHits, ArticlePhoto, ArticleStep, NewsPage, Photo

State = Article.State


class CannotApproveError(ValueError):
    """Whoever wants to approve wrote or submitted the item; the message says so in Vietnamese."""


def begin(article: Article, by: Any) -> None:
    """Keep a new item that is to be written here; it belongs to its meeting already."""
    with transaction.atomic():
        article.state, article.taken_over, article.author = State.WRITING, False, by
        article.save()
        ArticleStep.objects.create(article=article, state=State.WRITING, by=by)


def choose_photos(article: Article, chosen: Iterable[tuple[Photo, str]]) -> None:
    """Make these, in this order and with these captions, the photos of the item; rows that stay as they are are not written anew."""
    stored = {row.photo_id: row for row in article.photos.all()}
    for order, (photo, caption) in enumerate(chosen, start=1):
        row = stored.pop(photo.pk, None) or ArticlePhoto(article=article, photo=photo, order=0)
        if (row.order, row.caption, row.file_id) != (order, caption, photo.file_id):
            row.order, row.caption, row.file_id = order, caption, photo.file_id
            row.save()
    for row in stored.values():
        row.delete()


def submit(article: Article, by: Any) -> None:
    """Lay the item before those who approve. Whoever submits it vouches for its words, and cannot approve them.

    Raises: WrongStateError when it is not being written, or says nothing yet.
    """
    with _held(article, State.WRITING) as held:
        if not held.text.strip():
            raise WrongStateError("Tin chưa có chữ nào: viết toàn văn rồi trình.")
        held.author = by
        _enter(held, State.WAITING, by)


def approve(article: Article, by: Any) -> None:
    """Approve the item as it was submitted.

    Raises:
        WrongStateError: it does not wait for approval.
        CannotApproveError: `by` submitted it.
    """
    with _held(article, State.WAITING) as held:
        if held.author_id == by.pk:
            raise CannotApproveError("Đồng chí là người soạn, trình tin này nên không tự duyệt được: nhờ một đồng chí khác duyệt.")
        held.approved_by = by
        _enter(held, State.APPROVED, by)


def send_back(article: Article, by: Any, note: str) -> None:
    """Back to writing, with the reason; an approval that was given is gone, and so is its place on the public page.

    Raises: WrongStateError when it is being written already, or was taken over from elsewhere.
    """
    with _held(article, State.WAITING, State.APPROVED, State.POSTED) as held:
        held.approved_by, held.public = None, False
        _enter(held, State.WRITING, by, note)


def post(article: Article, by: Any, *, at: datetime, outlet: str, address: str) -> None:
    """Note where and when the approved item was posted; noted again, it is put right.

    Raises: WrongStateError when it is not approved.
    """
    with _held(article, State.APPROVED, State.POSTED) as held:
        is_new = held.state == State.APPROVED
        held.posted_at, held.outlet, held.address = at, outlet, address
        if is_new:
            _enter(held, State.POSTED, by)
        else:
            held.save()


def show(article: Article, by: Any) -> None:
    """Put the item on the unit's own public page; an approved one is posted by that.

    One that was taken over has no approval: showing it takes a second person, who may approve items (the caller has asked that).

    Raises:
        WrongStateError: it is not approved, the day of its posting is not known, or the unit's page is not switched on.
        CannotApproveError: it was taken over by `by`.
    """
    with _held(article, State.APPROVED, State.POSTED, taken_over=True) as held:
        if held.taken_over and held.author_id == by.pk:
            raise CannotApproveError("Đồng chí là người ghi tin này: nhờ một đồng chí khác xem lại rồi đưa lên trang tin.")
        page = page_of(held)
        if page is None:
            raise WrongStateError("Trang tin của đơn vị chưa mở: trưởng đơn vị hoặc quản trị mở ở trang của đơn vị.")
        is_new = held.state == State.APPROVED
        if is_new:
            held.posted_at, held.outlet = timezone.now(), str(page)
        if held.posted_at is None:
            raise WrongStateError("Chưa rõ ngày đăng: ghi ngày đăng của tin rồi đưa lên trang tin.")
        held.public = True
        if is_new:
            _enter(held, State.POSTED, by)
        else:
            held.save()
        ArticleHits.objects.get_or_create(article=held)


def hide(article: Article) -> None:
    """Take the item from the unit's own public page; posted elsewhere it stays."""
    with _held(article, State.POSTED, taken_over=True) as held:
        held.public = False
        held.save()


def page_of(article: Article) -> NewsPage | None:
    """The public page of the unit, if it is switched on."""
    return NewsPage.objects.filter(unit=article.meeting.owner_id, on=True).select_related("unit").first()


@contextmanager
def _held(article: Article, *states: str, taken_over: bool = False) -> Iterator[Article]:
    """The item, locked in a transaction of its own, if it is in one of the states; what it then holds is put into the caller's object."""
    with transaction.atomic():
        held = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
        if held.state not in states:
            raise WrongStateError(f"Tin đang ở bước “{held.get_state_display()}” nên không làm việc này được.")
        if held.taken_over and not taken_over:
            raise WrongStateError("Tin này ghi lại từ nơi đã đăng, không soạn và duyệt ở đây.")
        yield held
    for field in Article._meta.concrete_fields:
        setattr(article, field.attname, getattr(held, field.attname))


def _enter(article: Article, state: str, by: Any, note: str = "") -> None:
    article.state = state
    article.save()
    ArticleStep.objects.create(article=article, state=state, by=by, note=note)
