"""The frame of every page: who am I, in which unit, which parts are there, how the page looks."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from danvan.ui import navigation
from danvan.ui.display import Display

PORTAL = "Cổng công tác dân vận"


@dataclass
class Frame:
    """What base.html shows around a page. Every value is made when it is asked for: a partial pays for none of them."""

    request: HttpRequest

    @cached_property
    def display(self) -> Display:
        """Light or dark, size of letters."""
        return Display.of(self.request)

    @property
    def user(self) -> Any:
        """The signed-in user, or None: the frame stands without sign-in and without the middleware, too."""
        user = getattr(self.request, "user", None)
        return user if user is not None and user.is_authenticated else None

    @cached_property
    def membership(self) -> Any:
        """The role in which the user works now (with `unit` and `role`), or None."""
        return getattr(self.request, "membership", None) if self.user else None

    @property
    def unit(self) -> Any:
        """The unit of that role, or None."""
        return getattr(self.membership, "unit", None)

    @property
    def brand(self) -> str:
        """The first line of the page: the office's name."""
        return str(self.unit or PORTAL)

    @property
    def below_brand(self) -> str:
        """The second line; empty where the portal's name already is the first."""
        return PORTAL if self.unit else ""

    @property
    def role(self) -> str:
        """The user's role in words."""
        return str(self.membership.get_role_display()) if self.membership else ""

    @property
    def is_sample(self) -> bool:
        """Whether what this user sees is invented data."""
        return bool(getattr(self.unit, "sample", False))

    @cached_property
    def menu(self) -> list[navigation.Entry]:
        """The main menu."""
        return navigation.entries(self.request)

    @property
    def is_short_menu(self) -> bool:
        """Whether the menu is so short that a phone shows it unfolded."""
        return len(self.menu) <= navigation.FEW_ITEMS

    @cached_property
    def can_search(self) -> bool:
        """Whether this user may search."""
        return self.user is not None and navigation.may_open(self.request, "desk:search")


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Context processor: the page's frame as `frame`."""
    return {"frame": Frame(request)}
