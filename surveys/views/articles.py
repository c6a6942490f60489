"""News items of a meeting inside the office: write, submit, approve, copy to the official site, note where it was posted."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from danvan.documents import files
from surveys import articles, news_layout, news_text
from surveys.articles import CannotApproveError
from surveys.forms.articles import ArticleTextForm, PhotoChoiceForm, PostedForm
from surveys.forms.minutes import ReturnForm
from surveys.minutes import WrongStateError
from surveys.models import Article, SurveyMeeting
from surveys.views.finding import find_meeting

State = Article.State


def find_article(request: Any, pk: int, right: str = "") -> Any:
    """The item; its meeting comes with the rights of the user of the request.

    Raises:
        Http404: the user may not know of the meeting.
        PermissionDenied: the user sees it without the right `right` ("may_write", ...).
    """
    article = get_object_or_404(Article.objects.select_related("author", "approved_by", "hits"), pk=pk)
    article.meeting = find_meeting(request, article.meeting_id)
    if right and not getattr(article.meeting, right):
        raise PermissionDenied
    return article


def article_add(request: Any, pk: int) -> HttpResponse:
    """Write an item that begins with what the data gives; nothing is kept before it is saved."""
    meeting = find_meeting(request, pk)
    if not meeting.may_write:
        raise PermissionDenied
    if meeting.state != SurveyMeeting.State.HELD and request.method != "POST":
        messages.error(request, "Hội nghị chưa họp nên chưa có số liệu để soạn tin.")
        return redirect("surveys:meeting-files", pk)
    return _write(request, Article(meeting=meeting))


def article_edit(request: Any, pk: int) -> HttpResponse:
    """Change an item that is being written; what the data gives now stands beside what was typed."""
    article = find_article(request, pk, "may_write")
    if not article.is_written_here and request.method != "POST":
        messages.error(request, f"Tin ở bước “{article.get_state_display()}”: chuyển về để sửa rồi mới sửa được.")
        return redirect(article)
    return _write(request, article)


def _write(request: Any, article: Article) -> HttpResponse:
    meeting, is_new, composed = article.meeting, article.pk is None, news_text.draft(article.meeting)
    data = request.POST if request.method == "POST" else None
    initial = {"title": composed.title, "lead": composed.lead, "text": composed.text} if is_new else None
    form = ArticleTextForm(data, instance=article, initial=initial)
    photos = list(meeting.photos.select_related("file"))
    photo_form = PhotoChoiceForm(data, photos=photos, chosen=[] if is_new else list(article.photos.all()))
    if data is not None and photo_form.is_valid() and _save(request, form, photo_form):
        messages.success(request, "Đã lưu tin. Xem lại rồi trình duyệt.")
        return redirect(article)
    context = {"article": article, "meeting": meeting, "form": form, "photo_form": photo_form, "composed": composed}
    return render(request, "surveys/article_form.html", context)


def _save(request: Any, form: ArticleTextForm, photo_form: PhotoChoiceForm) -> bool:
    """Keep words and photos together, or neither."""
    with transaction.atomic():
        if form.instance.pk is None:
            if not form.is_valid():
                return False
            articles.begin(form.save(commit=False), request.user)
        elif not form.save_guarded():
            return False
        articles.choose_photos(form.instance, photo_form.choice())
    return True


def article(request: Any, pk: int) -> HttpResponse:
    """The item with its way so far and its next step."""
    found = find_article(request, pk)
    figures = _figures(found)
    meeting, page = found.meeting, articles.page_of(found)
    written_here = not found.taken_over
    own = found.author_id == request.user.pk
    context = {
        "article": found,
        "meeting": meeting,
        "pieces": news_layout.pieces(found, figures),
        "page": page,
        "steps": found.steps.select_related("by"),
        "readings": found.view_readings.all(),
        "can_edit": meeting.may_write and found.is_written_here,
        "can_approve": meeting.may_sign and found.state == State.WAITING and not own,
        "can_return": meeting.may_return and written_here and not found.is_written_here,
        "can_copy": found.state in (State.APPROVED, State.POSTED),
        "can_post": meeting.may_keep and written_here and found.state in (State.APPROVED, State.POSTED),
        "can_show": page and not found.public and _may_show(found, request.user) and found.state in (State.APPROVED, State.POSTED),
        "can_hide": found.public and (meeting.may_keep or meeting.may_sign),
    }
    return render(request, "surveys/article.html", context)


def _figures(article: Article) -> list[news_layout.Figure]:
    return news_layout.figures_of(article.photos.select_related("file"))


def _may_show(article: Any, user: Any) -> bool:
    """An approved item may be shown by whoever keeps papers; one that was taken over takes a second person who may approve."""
    meeting = article.meeting
    if article.taken_over:
        return bool(meeting.may_sign and article.author_id != user.pk)
    return bool(meeting.may_keep or meeting.may_sign)


def article_preview(request: Any, pk: int) -> HttpResponse:
    """The item as a visitor of the public page would see it; search engines that come by are told to forget it."""
    found = find_article(request, pk)
    shown = Article.objects.for_reading().get(pk=pk)
    page = getattr(shown.meeting.owner, "news_page", None)
    context = {"article": shown, "pieces": news_layout.pieces(found, _figures(found)), "news_page": page, "draft": True}
    response = render(request, "news/item.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def article_submit(request: Any, pk: int) -> HttpResponse:
    """Lay it before those who approve."""
    return _step(request, find_article(request, pk, "may_write"), articles.submit, "Đã trình. Một đồng chí khác duyệt rồi mới đăng được.")


def article_approve(request: Any, pk: int) -> HttpResponse:
    """Approve what somebody else submitted."""
    return _step(request, find_article(request, pk, "may_sign"), articles.approve, "Đã duyệt tin.")


def article_show(request: Any, pk: int) -> HttpResponse:
    """Put it on the unit's public page."""
    found = _find_to_place(request, pk)
    if found.taken_over and not found.meeting.may_sign:
        messages.error(request, "Tin ghi lại từ nơi khác do trưởng đơn vị hoặc thường trực đưa lên trang tin.")
        return redirect(found)
    return _step(request, found, articles.show, "Tin đã hiện trên trang tin của đơn vị.")


def article_hide(request: Any, pk: int) -> HttpResponse:
    """Take it from the unit's public page."""
    return _step(request, _find_to_place(request, pk), lambda item, _by: articles.hide(item), "Tin không còn hiện trên trang tin.")


def _find_to_place(request: Any, pk: int) -> Any:
    found = find_article(request, pk)
    if not (found.meeting.may_keep or found.meeting.may_sign):
        raise PermissionDenied
    return found


def _step(request: Any, article: Article, step: Callable[[Article, Any], None], done: str) -> HttpResponse:
    try:
        step(article, request.user)
    except (WrongStateError, CannotApproveError) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect(article)


def article_return(request: Any, pk: int) -> HttpResponse:
    """Send it back to be changed, with what is to be changed."""
    found = find_article(request, pk, "may_return")
    form = ReturnForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _step(request, found, lambda item, by: articles.send_back(item, by, form.cleaned_data["note"]), "Tin đã chuyển về để sửa.")
    return render(request, "surveys/article_return.html", {"article": found, "meeting": found.meeting, "form": form})


def article_post(request: Any, pk: int) -> HttpResponse:
    """Note where and when it was posted."""
    found = find_article(request, pk, "may_keep")
    form = PostedForm(request.POST if request.method == "POST" else None, article=found)
    if form.is_valid():
        said = form.cleaned_data
        return _step(
            request,
            found,
            lambda item, by: articles.post(item, by, at=form.posted_at(), outlet=said["outlet"], address=said["address"]),
            "Đã ghi nơi, ngày đăng.",
        )
    return render(request, "surveys/article_post.html", {"article": found, "meeting": found.meeting, "form": form})


def article_copy(request: Any, pk: int) -> HttpResponse:
    """The words and the numbered photos, ready for the official site; only of what was approved."""
    found = find_article(request, pk)
    if found.state not in (State.APPROVED, State.POSTED):
        messages.error(request, "Tin chưa duyệt. Duyệt xong thì chép sang Cổng.")
        return redirect(found)
    figures = _figures(found)
    context = {"article": found, "meeting": found.meeting, "figures": figures, "text": news_layout.plain_text(found, figures)}
    return render(request, "surveys/article_copy.html", context)


def article_photo(request: Any, pk: int, row: int) -> HttpResponseBase:
    """One photo of the item; with `?tai` in the address to be saved under its number."""
    figure = next((each for each in _figures(find_article(request, pk)) if each.row.pk == row), None)
    if figure is None or figure.row.file is None:
        raise Http404("no such photo in this item")
    return files.respond(figure.row.file, inline="tai" not in request.GET, name=figure.file_name)


def article_photos_zip(request: Any, pk: int) -> HttpResponse:
    """All photos of the item with their captions."""
    found = find_article(request, pk)
    headers = {"Content-Disposition": f'attachment; filename="anh-tin-{found.pk}.zip"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(news_layout.photos_zip(_figures(found)), content_type="application/zip", headers=headers)


def article_remove(request: Any, pk: int) -> HttpResponse:
    """Take out an item that is still being written; the history keeps it."""
    found = find_article(request, pk, "may_write")
    if not found.is_written_here:
        messages.error(request, "Chỉ bỏ được tin đang soạn: chuyển tin về để sửa trước.")
        return redirect(found)
    if request.method == "POST":
        meeting = found.meeting
        found.delete()
        messages.success(request, "Đã bỏ tin. Trang Lịch sử vẫn giữ nội dung đã bỏ.")
        return redirect("surveys:meeting-files", meeting.pk)
    return render(request, "surveys/article_remove.html", {"article": found, "meeting": found.meeting})
