"""Words and pieces that templates share; a builtin of the template engine, so that no page has to load it."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from danvan.ui import controls, problems
from danvan.vietnamese import dates, text
from danvan.vietnamese.numbers import format_number

register = template.Library()

STATES = ("done", "doing", "wait", "todo", "ask", "late", "off")
UNKNOWN = "chưa rõ"

register.filter("control_class", controls.css_class)
register.filter("is_optional", controls.is_optional)
register.filter("kind_of_control", controls.kind)
register.simple_tag(controls.widget, name="widget")
register.simple_tag(controls.control, name="control")


@register.simple_tag
def state(kind: str, words: object) -> SafeString:
    """Show a state: a word with a shape. `kind` is one of `STATES`, nothing else."""
    if kind not in STATES:
        raise template.TemplateSyntaxError(f"no such state: {kind!r}; there are {', '.join(STATES)}")
    return format_html('<span class="state state-{}">{}</span>', kind, words)


@register.filter
def unknown(value: object, words: str = UNKNOWN) -> object:
    """Show None and empty text as unknown, in words; 0 and False are known."""
    if value is None or value == "":
        return format_html('<span class="unknown">{}</span>', words)
    return value


@register.filter
def two_digits(count: int | None) -> object:
    """Write a count with two digits at least: 09. An unknown count is shown as unknown."""
    return unknown(None) if count is None else text.two_digits(count)


@register.filter
def dotted(number: Decimal | int | None) -> str:
    """Write a figure with dots between thousands and a decimal comma: 1.234,5. Nothing for an unknown one."""
    return "" if number is None else format_number(number)


@register.filter
def glue(words: object) -> str:
    """Keep a number on one line with its word: TDP 21, ngõ 45."""
    return text.glue(str(words))


@register.filter
def day(value: date | datetime | None) -> object:
    """Write a day as 05/7/2017, 19/02/2018; an unknown day is shown as unknown."""
    if value is None or value == "":
        return unknown(None)
    return dates.short_date(timezone.localtime(value).date() if isinstance(value, datetime) else value)


@register.filter
def moment(value: datetime | None) -> object:
    """Write a day and its time as 19/7/2017 | 10:52; an unknown one is shown as unknown."""
    if not value:
        return unknown(None)
    local = timezone.localtime(value)
    return f"{dates.short_date(local.date())} | {local:%H:%M}"


@register.filter
def clock(value: Any) -> object:
    """Write a time of day as 08 giờ 30; an unknown one is shown as unknown."""
    return unknown(None) if value is None or value == "" else f"{value.hour:02d} giờ {value.minute:02d}"


@register.filter
def range_end(period: Any) -> object:
    """Write the last day of a date range ("đến ngày"); the stored upper bound is the day after it. Empty if it goes on."""
    if period is None or period.upper is None:
        return ""
    return dates.short_date(date.fromordinal(period.upper.toordinal() - 1))


@register.filter
def period(value: Any) -> str:
    """Write a date range: "từ 01/7/2025", "đến 30/6/2025", "từ 01/7/2025 đến 30/6/2030"; empty if both ends are open."""
    if value is None:
        return ""
    start = f"từ {dates.short_date(value.lower)}" if value.lower else ""
    end = f"đến {range_end(value)}" if value.upper else ""
    return f"{start} {end}".strip()


@register.inclusion_tag("components/crumbs.html")
def crumbs(*steps: str) -> dict[str, object]:
    """Show the way to this page: text and address in turn, the last text alone ("Hội nghị" list_url "Thành phần")."""
    if len(steps) % 2 == 0:
        raise template.TemplateSyntaxError("crumbs want text and address in turn, and the last text alone")
    return {"steps": list(zip(steps[:-1:2], steps[1::2], strict=True)), "here": steps[-1]}


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: Context, page: Page) -> dict[str, object]:
    """Show which rows are on this page and the way to the other pages."""
    return {"page": page, "request": context["request"]}


@register.simple_tag
def all_forms(*sources: Any) -> list[Any]:
    """Gather the forms and formsets of a page, given one by one or in lists, each once."""
    found: dict[int, Any] = {}
    for source in sources:
        for item in source if isinstance(source, (list, tuple)) else [source]:
            if hasattr(item, "is_bound"):
                found[id(item)] = item
    return list(found.values())


@register.filter("problems")
def problems_of(forms: Iterable[Any]) -> list[problems.Problem]:
    """Return what is to be corrected in these forms and formsets, in the order of the page."""
    return problems.find(forms)


@register.tag
def capture(parser: Parser, token: Token) -> "CaptureNode":
    """`{% capture name %}...{% endcapture %}`: keep what is inside as the variable `name`, without white space at its ends.

    Lets base.html use one block twice: the title of the window and the heading are the same words.
    """
    try:
        _, name = token.split_contents()
    except ValueError as error:
        raise template.TemplateSyntaxError("capture wants one name") from error
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return CaptureNode(name, nodelist)


class CaptureNode(template.Node):
    """Renders its content into the context."""

    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        # The content is rendered template text, escaped already.
        context[self.name] = mark_safe(self.nodelist.render(context).strip())  # noqa: S308
        return SafeString("")
