"""Parts of a unit's page that come from the apps above: people show who is in office. They register in `AppConfig.ready()`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from danvan.units.models import Unit


@dataclass(frozen=True)
class Panel:
    """A part of the page: a template and what it is given for a unit on a day."""

    template: str
    context: Callable[[HttpRequest, Unit, date], dict[str, Any]]


_panels: dict[str, Panel] = {}


def register(key: str, panel: Panel) -> None:
    """Add a part; the same key again replaces it."""
    _panels[key] = panel


def render_all(request: HttpRequest, unit: Unit, day: date) -> list[SafeString]:
    """The parts of `unit`'s page on `day`, as HTML."""
    return [render_to_string(panel.template, panel.context(request, unit, day), request) for panel in _panels.values()]
