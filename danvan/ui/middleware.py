"""What every answer tells the browser about keeping it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class UnstoredMiddleware:
    """Lets no browser keep an answer that does not say itself how long it may be kept.

    Computers at the office are shared, and the pages come by plain http. "no-cache" would not be enough: the Back button
    shows such a page without asking, to whoever sits there after the user has signed out. With "no-store" it asks again,
    and is sent to sign in. The price is that going back reads the page anew, which takes a fraction of a second. Static files
    never come here, and pictures carry an ETag with which the browser asks whether it may still show them (`documents.files`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response
