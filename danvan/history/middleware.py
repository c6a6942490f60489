"""Tells the history triggers who writes, and from which page."""

from pghistory.middleware import HistoryMiddleware as BaseHistoryMiddleware

__all__ = ["HistoryMiddleware"]


class HistoryMiddleware(BaseHistoryMiddleware):
    """Puts the user and the address of each writing request into the context that events point to."""
