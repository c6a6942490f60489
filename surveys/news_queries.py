"""Reading rules for news items: what a visitor of the public page may see, what the unit's people may."""

from typing import Any, Self

from django.db import models as orm
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from surveys import models as tables  # read at call time: the models are built from these query sets


class ArticleQuerySet(orm.QuerySet[Any]):
    """News items by reader."""

    def public(self) -> Self:
        """Items that anybody may read: posted, put on the page, and the page of their unit is switched on."""
        return self.filter(public=True, state=tables.Article.State.POSTED, meeting__owner__news_page__on=True)

    def for_reading(self) -> Self:
        """With the page they stand on, and `views`: the newest dated reading; without any, how often the portal's own page was opened."""
        readings = tables.ViewReading.objects.filter(article=OuterRef("pk")).order_by(F("read_on").desc(nulls_last=True), "-pk")
        views = Coalesce(Subquery(readings.values("views")[:1]), F("hits__count"), 0)
        return self.select_related("meeting__owner__news_page").annotate(views=views)

    def latest_first(self) -> Self:
        """Newest posting first."""
        return self.order_by(F("posted_at").desc(nulls_last=True), "-pk")
