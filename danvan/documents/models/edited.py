"""A part of a paper as somebody wrote it, which from then on stands in place of what the data gives."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models

from danvan.documents.content import Block, Content, blocks_from_json, blocks_to_json


class EditedPart(models.Model):
    """For the papers of an app: a subclass adds which paper.

    `base` is what the data gave when the part was written, or when its news were last looked at; what it gives now is compared with it.
    """

    key = models.CharField("mã phần", max_length=60, editable=False)
    title = models.CharField("phần", max_length=200)
    text = models.TextField("nội dung", blank=True)
    blocks = models.JSONField("các đoạn", editable=False)
    base = models.JSONField("các đoạn dựng từ số liệu", editable=False)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người sửa")
    edited_at = models.DateTimeField("sửa lúc", auto_now=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def current(self) -> tuple[Block, ...]:
        """What is printed."""
        return blocks_from_json(self.blocks)

    def put(self, blocks: Iterable[Block], base: Iterable[Block], by: Any) -> None:
        """Take over what somebody wrote, and what it was written against; not saved yet."""
        kept = tuple(blocks)
        self.blocks, self.base, self.edited_by = blocks_to_json(kept), blocks_to_json(base), by
        self.text = "\n".join(Content("", "", "", (), None, kept).lines())
