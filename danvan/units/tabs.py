"""The tabs of a unit's or a person's page."""

from django.urls import reverse

Tab = dict[str, object]


def tabs(label: str, app: str, pk: int, here: str) -> list[Tab]:
    """The thing itself and its history; `here` is the name of the route that is open ("detail" or "history")."""
    parts = (("detail", label), ("history", "Lịch sử"))
    return [{"label": words, "url": reverse(f"{app}:{route}", args=[pk]), "current": route == here} for route, words in parts]
