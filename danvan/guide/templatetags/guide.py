"""The way from a page of the portal to the page of the guide about it."""

from django import template
from django.template.context import Context
from django.urls import reverse

from danvan.guide.places import page_about

register = template.Library()


@register.simple_tag(takes_context=True)
def guide_here(context: Context) -> str:
    """The address of the page of the guide about the page that is shown; empty when there is none (an error page has no route)."""
    match = getattr(context.get("request"), "resolver_match", None)
    slug = page_about(match.view_name) if match else ""
    return reverse("guide:page", args=[slug]) if slug else ""
