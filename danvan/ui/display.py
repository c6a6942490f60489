"""Light, dark, size of letters: kept in two cookies, read by the server, so that it works without a script."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse

THEME_COOKIE = "nen"
TEXT_COOKIE = "co-chu"
THEMES = {"": "Theo máy", "light": "Nền sáng", "dark": "Nền tối"}
TEXT_SIZES = {"": "Vừa", "large": "Lớn", "larger": "Rất lớn"}
_A_YEAR = 365 * 24 * 60 * 60


@dataclass(frozen=True)
class Display:
    """What the user chose; an empty value leaves the choice to the device."""

    theme: str = ""
    text: str = ""

    @classmethod
    def of(cls, request: HttpRequest) -> "Display":
        """Read the choice from the request; anything unknown counts as not chosen."""
        theme, text = request.COOKIES.get(THEME_COOKIE, ""), request.COOKIES.get(TEXT_COOKIE, "")
        return cls(theme if theme in THEMES else "", text if text in TEXT_SIZES else "")

    def remember(self, response: HttpResponse) -> None:
        """Put the choice into the browser for a year."""
        for name, value in ((THEME_COOKIE, self.theme), (TEXT_COOKIE, self.text)):
            if value:
                response.set_cookie(name, value, max_age=_A_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True)
            else:
                response.delete_cookie(name, samesite="Lax")
