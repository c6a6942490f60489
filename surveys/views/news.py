"""The portal's own public page of news items, and the switch that opens it for a unit.

What visitors see is the same for everybody, signed in or not; it leads nowhere inside, sets no cookie and may be kept for a few minutes.
"""

import re
from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from danvan.accounts.models import Role
from danvan.documents import files
from danvan.ui.lists import paginate
from danvan.units.models import Unit
from surveys import news_layout
from surveys.forms.articles import NewsPageForm
from surveys.models import Article, ArticleHits, NewsPage

SWITCHERS = (Role.HEAD, Role.ADMIN)
"""Who opens and closes a unit's public page."""
PER_PAGE = 20
KEPT = "public, max-age=300"
"""Visitors' browsers and caches keep a page for five minutes: so long an item may still be seen after it was taken down."""
_ROBOT = re.compile(r"bot\b|bot/|crawl|spider|slurp|preview|curl|wget|python|monitor", re.IGNORECASE)


@require_safe
def news_list(request: Any) -> HttpResponse:
    """All public items of all units with an open page, the newest first."""
    pages = list(NewsPage.objects.filter(on=True).select_related("unit")[:2])
    if not pages:
        raise Http404("no unit has a public page")
    rows = paginate(request, Article.objects.public().for_reading().latest_first(), PER_PAGE)
    entries = [(item, news_layout.teaser(item)) for item in rows]
    only = pages[0] if len(pages) == 1 else None
    return _for_everybody(render(request, "news/list.html", {"page": rows, "entries": entries, "news_page": only}))


@require_safe
def news_item(request: Any, pk: int, slug: str) -> HttpResponseBase:
    """One public item; an address with an old title leads to the present one."""
    article = get_object_or_404(Article.objects.public().for_reading(), pk=pk)
    if slug != article.slug:
        return _for_everybody(redirect(article.public_url))
    _count_visit(request, article)
    figures = news_layout.figures_of(article.photos.select_related("file"))
    context = {"article": article, "pieces": news_layout.pieces(article, figures), "news_page": article.meeting.owner.news_page}
    return _for_everybody(render(request, "news/item.html", context))


def _count_visit(request: Any, article: Article) -> None:
    """One more, unless a machine asks or somebody of the office looks; nothing is known of who it was."""
    agent = request.headers.get("User-Agent", "")
    if request.method == "GET" and agent and not _ROBOT.search(agent) and not request.user.is_authenticated:
        ArticleHits.objects.filter(article=article.pk).update(count=F("count") + 1)


@require_safe
def news_photo(request: Any, pk: int, row: int) -> HttpResponseBase:
    """A photo of a public item; it was written anew without the camera's notes when it was kept."""
    article = get_object_or_404(Article.objects.public(), pk=pk)
    photo: Any = get_object_or_404(article.photos.filter(file__isnull=False).select_related("file"), pk=row)
    return _for_everybody(files.respond(photo.file, inline=True, name=news_layout.Figure(photo.order, photo).file_name))


def _for_everybody(response: Any) -> Any:
    response["Cache-Control"] = KEPT
    return response


def news_page(request: Any, pk: int) -> HttpResponse:
    """Open or close the public page of a unit."""
    unit = get_object_or_404(Unit.objects.in_scope_of(request.user, SWITCHERS), pk=pk)
    page = NewsPage.objects.filter(unit=unit).first() or NewsPage(unit=unit)
    form = NewsPageForm(request.POST if request.method == "POST" else None, instance=page)
    if request.method == "POST" and form.save_guarded():
        messages.success(request, "Trang tin của đơn vị đang mở." if page.on else "Trang tin của đơn vị đã đóng.")
        return redirect("news:page", pk)
    shown = Article.objects.filter(public=True, meeting__owner=unit).count()
    return render(request, "news/page_form.html", {"unit": unit, "form": form, "shown": shown})
