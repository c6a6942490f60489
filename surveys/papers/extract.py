"""Trích sao biên bản: parts of signed minutes, word for word, certified by whoever is competent (van-ban-mau.md, 2.5)."""

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

from danvan.documents.content import Blank, Block, Paragraph, Signer, plain, runs
from danvan.documents.sections import Section
from surveys.corrections import correction_note
from surveys.minutes_text.pieces import last_words
from surveys.models import Paper
from surveys.papers.meeting import MeetingComposer
from surveys.papers.signed_minutes import Part, SignedMinutes
from surveys.wording import lower_first, sentence


class Extract(MeetingComposer):
    """An extract; its quoted part is taken from the frozen text and cannot be edited."""

    kind = Paper.Kind.EXTRACT
    code = "BS"
    type_name = "TRÍCH SAO"
    asks = ("reason", "addressee_words", "quoted")
    required = ("quoted",)
    questions: ClassVar = {
        "reason": ("Trích sao để làm gì", "Viết tiếp sau chữ “để”. Thí dụ: UBND phường giải quyết kiến nghị."),
        "addressee_words": ("Gửi nơi nào", "In ở “Nơi nhận”. Thí dụ: UBND phường Sông Bồi."),
        "quoted": ("Phần được trích", "Chọn cả mục lớn hoặc từng mục nhỏ; in đúng nguyên văn biên bản đã ký."),
    }
    hint = "Một phần của biên bản đã ký, đúng nguyên văn, gửi nơi cần dùng."

    @classmethod
    def obstacle(cls, paper: Paper) -> str:
        return (
            "" if SignedMinutes.of(paper) else "Chỉ trích sao được biên bản đã ký. Đồng chí ghi nhận biên bản đã ký ở thẻ “Biên bản” trước."
        )

    @classmethod
    def quotable(cls, paper: Paper) -> list[tuple[str, str]]:
        minutes = SignedMinutes.of(paper)
        return [(part.key, f"{part.number}. {part.title}") for part in minutes.parts] if minutes else []

    @cached_property
    def minutes(self) -> SignedMinutes:
        """The signed minutes."""
        minutes = SignedMinutes.of(self.paper)
        assert minutes is not None  # noqa: S101 - `obstacle` says so, and signed minutes stay signed
        return minutes

    @cached_property
    def chosen(self) -> list[Part]:
        """What is quoted."""
        return self.minutes.chosen(self.paper.quoted)

    def subject(self) -> str:
        return f"từ {self._source()}"

    def recipients(self) -> list[str]:
        return [self.paper.addressee_words] if self.paper.addressee_words else []

    def sections(self) -> Iterator[Section]:
        yield Section("can-cu", "Trích từ biên bản nào, để làm gì", tuple(self._basis()))
        yield Section("noi-dung", "Phần được trích", tuple(self._quoted()), fixed=True)
        yield Section("xac-nhan", "Xác nhận", tuple(self._certified()))

    def _source(self) -> str:
        numbers = ", ".join(part.number for part in self.chosen)
        return f"{self.minutes.name}{f', mục {numbers}' if numbers else ''}"

    def _basis(self) -> Iterator[Block]:
        yield Paragraph(sentence(runs(f"Trích từ {self._source()} ({lower_first(self.meeting.full_title)})")))
        if self.paper.reason:
            yield Paragraph(sentence(runs(f"Trích sao để {lower_first(self.paper.reason)}")))
        if note := correction_note(self.meeting.pk):
            yield Paragraph(runs(note))

    def _quoted(self) -> Iterator[Block]:
        """The chosen parts; above items stands the heading of their chapter."""
        if not self.chosen:
            yield Paragraph(runs(Blank("phần được trích", wide=True)))
        chapter = None
        for part in self.chosen:
            own = self.minutes.chapter_of(part)
            if own and own != chapter and not part.is_chapter:
                yield own.blocks[0]
            chapter = own
            yield from part.blocks

    def _certified(self) -> Iterator[Block]:
        pair = self.minutes.signatures
        signers = "; ".join(map(_signed_by, filter(None, (pair.left, pair.right))))
        signed = f" Biên bản đã ký: {signers}." if signers else ""
        text = runs(f"Phần trích trên đây đúng nguyên văn {self.minutes.name}.{signed}")
        yield Paragraph(last_words(text, self.profile.body.ending))


def _signed_by(signer: Signer) -> str:
    return f"{plain(signer.name)} ({signer.post.capitalize()})"
