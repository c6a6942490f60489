"""The URLconf as a table: each named route with the names in its address."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver


def named_routes() -> dict[str, tuple[str, ...]]:
    """All routes of the portal, by full name: the names of what stands in the address ("pk", "section")."""
    return dict(_walk(get_resolver(), "", ()))


def _walk(resolver: URLResolver, space: str, names: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for entry in resolver.url_patterns:
        inside = (*names, *entry.pattern.converters)
        if isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", inside
        else:
            yield from _walk(entry, f"{space}{entry.namespace}:" if entry.namespace else space, inside)
