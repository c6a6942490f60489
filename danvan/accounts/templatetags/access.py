"""Templates ask the permission table, so that a page shows no button that would be refused."""

from django import template
from django.template.context import Context

from danvan.accounts.permissions import can_open

register = template.Library()


@register.simple_tag(takes_context=True)
def can(context: Context, route: str, method: str = "GET") -> bool:
    """`{% can "surveys:meeting-add" as may_add %}`: whether this user may open the route, by role and zone.

    Whether the thing itself is within reach is another question, which the view answers. Works inside an include with `only`.
    """
    request = getattr(context, "request", None) or context.get("request")
    return request is not None and can_open(request, route, method)
