"""Bảng tên: plates of half an A4 sheet, two sides each, the chair's table first (van-ban-mau.md, 2.4)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from danvan.documents.content import Content, Plate, runs
from danvan.documents.sections import Section
from surveys.models import Attendance, Paper
from surveys.papers.meeting import MeetingComposer, Role

NAMELESS = ("ĐẠI BIỂU", "BAN TỔ CHỨC", "THƯ KÝ")
_FIRST = (Role.CHAIR, Role.CO_CHAIR)
_AWAY = (Attendance.Presence.EXCUSED, Attendance.Presence.ABSENT)
_DEGREES = r"(?:phó\s+giáo\s+sư|giáo\s+sư|tiến\s+sĩ|thạc\s+sĩ|cử\s+nhân|kỹ\s+sư|bác\s+sĩ|luật\s+sư|PGS|GS|TSKH|TS|Th\.?S|CN|KS|BS|LS)\b\.?"
_DEGREE = re.compile(rf"^(?:{_DEGREES}[\s.,-]*)+(?!\w*\s*(?:trưởng|hội))", re.IGNORECASE)


class Plates(MeetingComposer):
    """A plate for everybody with a name, post in small letters above it, then those without a name."""

    kind = Paper.Kind.PLATES
    type_name = ""
    signed = False
    asks_signer = False
    sheet = "a5-landscape"
    has_head = False
    hint = "Khổ A5 ngang, mỗi người in hai mặt, theo thứ bậc; kèm biển không tên."

    def sections(self) -> Iterator[Section]:
        rows = [row for row in self.named() if row.presence not in _AWAY]
        table = [row for role in _FIRST for row in rows if row.role == role]
        yield Section("ban-chu-toa", "Bàn chủ tọa", tuple(map(self._plate, table)))
        yield Section("dai-bieu", "Đại biểu", tuple(self._plate(row) for row in rows if row not in table))
        yield Section("khong-ten", "Biển không tên", tuple(Plate((), runs(words)) for words in NAMELESS))

    def finish(self, content: Content, address: str = "") -> Content:
        """Each plate for both sides of the folded card."""
        return replace(content, blocks=tuple(block for block in content.blocks for _ in range(2)))

    def _plate(self, row: Attendance) -> Plate:
        """Somebody whose name is not known has the post in large letters."""
        post = ", ".join(part for part in re.split(r"\s*[,;]\s*", self.house.write_out(row.title or row.post)) if _without_degree(part))
        if not row.name:
            return Plate((), runs(post.upper()))
        return Plate(runs(post), runs(_without_degree(row.name).upper()))


def _without_degree(text: str) -> str:
    """The text without academic degrees in front; empty when it is nothing else."""
    return _DEGREE.sub("", text).strip(" .,-")
