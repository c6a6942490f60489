"""Papers that a hồ sơ has besides those that were issued: who was there, what was said and asked, what came of it.

They are composed when the hồ sơ is made, from what is recorded then. Restricted remarks are in none of them.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from danvan.documents import house_style, profiles
from danvan.documents.content import Block, Column, Content, Letterhead, Paragraph, Table, runs
from danvan.documents.pdf import render_pdf
from danvan.vietnamese.dates import short_date
from danvan.vietnamese.text import two_digits
from surveys.models import Attendance, Survey
from surveys.residents import UNNAMED, residents_among, speaker_in_list

NOT_ISSUED = "Lập từ dữ liệu của cổng để tra cứu trong hồ sơ; không phải văn bản đã ban hành."


def attendance_list(meeting: Any, day: dt.date | None, title: str, *, with_names: bool) -> bytes:
    """Who was there, with the titles of that day, as a PDF."""
    rows = list(meeting.attendances.select_related("session"))
    residents = set() if with_names else residents_among(rows, day)
    columns = (
        Column("TT", 5, "center"),
        Column("Họ và tên", 25),
        Column("Chức vụ, đơn vị", 40),
        Column("Vai trò", 15),
        Column("Có mặt", 15),
    )
    table = Table(columns, tuple(tuple(map(runs, _attendee(number, row, residents))) for number, row in enumerate(rows, start=1)))
    return _print(meeting.owner, day, "THÀNH PHẦN DỰ", title, [table])


def _attendee(number: int, row: Attendance, residents: set[int]) -> tuple[str, ...]:
    name = UNNAMED.capitalize() if row.pk in residents else row.label
    count = f" ({two_digits(row.people)} người)" if row.is_group and row.people is not None else ""
    note = f": {row.note}" if row.note else ""
    return (str(number), f"{name}{count}", row.title or row.units_words, row.get_role_display(), f"{row.get_presence_display()}{note}")


def opinions(meeting: Any, day: dt.date | None, title: str, *, with_names: bool) -> bytes:
    """What was said, in the order spoken and by kind, as a PDF."""
    residents = set() if with_names else residents_among(list(meeting.attendances.all()), day)
    remarks = list(meeting.remarks.filter(restricted=False).select_related("speaker", "kind", "content_group"))
    columns = (Column("TT", 5, "center"), Column("Người phát biểu", 25), Column("Nội dung ý kiến", 50), Column("Loại, nhóm nội dung", 20))
    rows = []
    for number, remark in enumerate(remarks, start=1):
        text = remark.text if with_names else remark.report_text or remark.text
        kinds = ", ".join(str(term) for term in (remark.kind, remark.content_group) if term)
        said_by = speaker_in_list(remark, residents, with_names=with_names)
        rows.append(tuple(map(runs, (str(number), said_by, " ".join(text.split()), kinds))))
    blocks: list[Block] = [Table(columns, tuple(rows))]
    if meeting.remarks.filter(restricted=True).exists():
        blocks.append(Paragraph(runs("Không gồm các ý kiến hạn chế xem.")))
    return _print(meeting.owner, day, "Ý KIẾN PHÁT BIỂU", title, blocks)


def follow_up_sheet(meeting: Any, day: dt.date | None, title: str) -> bytes:
    """What was asked of whom, by when, and what came of it, as a PDF."""
    directives = list(meeting.directives.prefetch_related("addressees__unit", "follow_ups"))
    columns = (
        Column("TT", 5, "center"),
        Column("Nội dung yêu cầu, giao", 30),
        Column("Nơi thực hiện", 20),
        Column("Thời hạn", 15),
        Column("Tình trạng, kết quả", 30),
    )
    rows = [
        (
            str(number),
            each.text,
            ", ".join(str(to) for to in each.addressees.all()),
            each.due_text,
            "; ".join([each.state_label, *map(_step, each.follow_ups.all())]),
        )
        for number, each in enumerate(directives, start=1)
    ]
    return _print(meeting.owner, day, "THEO DÕI THỰC HIỆN", title, [Table(columns, tuple(tuple(map(runs, row)) for row in rows))])


def _step(step: Any) -> str:
    document = f" ({step.document})" if step.document else ""
    return f"{short_date(step.on)}: {step.text}{document}"


def survey_sheet(survey: Survey, title: str) -> bytes:
    """The plan of a survey as it was entered: purpose, outline, party, as a PDF."""
    members = list(survey.members.select_related("person"))
    return _print(survey.owner, survey.plan_date, "THÔNG TIN CUỘC KHẢO SÁT", title, list(_survey_blocks(survey, members)))


def _survey_blocks(survey: Survey, members: Sequence[Any]) -> Iterator[Block]:
    facts = (("Chuyên đề", survey.topic), ("Thời gian", survey.when_text), ("Kế hoạch số", survey.plan_number))
    yield from (Paragraph(runs(runs(f"{label}: ", bold=True), f"{text}.")) for label, text in facts if text)
    for label, text in (("Mục đích, yêu cầu", survey.purpose), ("Đề cương báo cáo của đơn vị", survey.outline)):
        if text.strip():
            yield Paragraph(runs(f"{label}:", bold=True))
            yield from (Paragraph(runs(line)) for line in text.splitlines() if line.strip())
    if members:
        columns = (Column("TT", 5, "center"), Column("Họ và tên", 35), Column("Chức vụ", 40), Column("Vai trò trong đoàn", 20))
        rows = [(str(number), str(row), row.title, row.get_role_display()) for number, row in enumerate(members, start=1)]
        yield Table(columns, tuple(tuple(map(runs, row)) for row in rows), caption="Đoàn khảo sát")


def _print(unit: Any, day: dt.date | None, type_name: str, title: str, blocks: Sequence[Block]) -> bytes:
    house = house_style.of(unit, day)
    profile = profiles.for_date(house.family, day).profile
    content = Content(
        profile=profile.name,
        title=f"{type_name.capitalize()}: {title}",
        date=day.isoformat() if day else "",
        type_name=type_name,
        subject=runs(title),
        letterhead=Letterhead(house.parent_line(), house.issuing_line(), house.place_and_date(day)),
        blocks=(*blocks, Paragraph(runs(NOT_ISSUED, italic=True))),
    )
    return render_pdf(content)
