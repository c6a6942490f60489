"""Read the guide."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from danvan.guide import pages


@require_safe
def contents(request: HttpRequest) -> HttpResponse:
    """The table of contents."""
    return render(request, "guide/contents.html", {"page": pages.read(pages.CONTENTS)})


@require_safe
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """One page."""
    if slug not in pages.slugs():
        raise Http404
    before, after = pages.neighbours(slug)
    return render(request, "guide/page.html", {"page": pages.read(slug), "before": before, "after": after})
