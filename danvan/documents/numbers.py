"""Giving numbers to papers: by default the văn thư's number is typed in, a unit may switch on the portal's register (design.md, "Documents").

Numbers run per unit and type, and per term of the committee (Party) or calendar year (State, Front). Whoever gives one waits for the
others of the same run until their transactions end: so no number is given twice, and one that is rolled back leaves no gap.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from danvan.accounts.models import Role
from danvan.documents import holders, house_style
from danvan.documents.house_style import House, Term
from danvan.documents.models import HouseStyle, PaperCode, PaperNumber
from danvan.documents.number_text import LARGEST, NumberTextError, number_for
from danvan.units.models import Unit
from danvan.units.reach import units_reached
from danvan.units.refusal import Refused
from danvan.vietnamese.dates import short_date
from danvan.vietnamese.text import two_digits

READERS = (Role.SURVEY, Role.WARD, Role.HEAD, Role.STANDING, Role.CLERK)
"""Who reads the books of the units in their scope."""
KEEPERS = (Role.CLERK, Role.HEAD)
"""Who reserves and withdraws numbers."""


@dataclass(frozen=True)
class Run:
    """In which numbers of a unit a paper of one type and day has its place.

    Attributes:
        series: "2025-2030" or "2026".
        sign: the unit's letters in the sign of its papers.
        register: whether the unit takes its numbers from the portal's book.
        note: for the screen, when a Party unit has no term for that day.
    """

    unit: Unit
    code: str
    series: str
    sign: str
    register: bool
    note: str = ""
    term: Term | None = None

    def entries(self) -> Any:
        """The entries of which no two may bear one number."""
        return PaperNumber.objects.run(self.unit, self.code, self.series, self.term.valid if self.term else None)

    def reserved(self) -> Any:
        """Those of them that are kept free, the lowest first."""
        return self.entries().filter(state=PaperNumber.State.RESERVED).order_by("number")

    def hold(self) -> None:
        """Let others who give a number of this run wait until this transaction ends."""
        key = f"documents_papernumber {self.unit.pk} {self.code} {self.series}"
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def check_day_of_unit(unit: Unit, day: dt.date) -> None:
    """Refuse a paper that is dated before its unit existed or after it ended.

    Raises: Refused, for the field "date".
    """
    if unit.versions.filter(valid__contains=day).exists():
        return
    first = unit.versions.order_by("valid").first()
    begun = first.valid.lower if first else None
    if begun and day < begun:
        raise Refused(f"{unit} có từ ngày {short_date(begun)}, văn bản không thể ghi ngày {short_date(day)}. Xem lại ngày", "date")
    ended = f" từ ngày {short_date(unit.closed_on)}" if unit.closed_on else ""
    raise Refused(f"{unit} ngừng hoạt động{ended}, văn bản không thể ghi ngày {short_date(day)}. Xem lại ngày", "date")


def run_of(unit: Unit, code: str, day: dt.date | None, house: House | None = None) -> Run:
    """The run of numbers for a paper of that type and day.

    Args:
        house: the unit's house style of that day, if it is at hand.

    Raises: Refused, for the field "date", when the day is not known or lies outside the unit's life.
    """
    if day is None:
        raise Refused("Ghi ngày của văn bản rồi mới lấy số: số chạy theo nhiệm kỳ hoặc năm của ngày ấy", "date")
    house = house or house_style.of(unit, day)
    if not house.existed:
        check_day_of_unit(unit, day)
    year, note, term = str(day.year), "", house.term
    if house.family != HouseStyle.Family.PARTY:
        term = None
    elif term is None:
        note = f"Chưa ghi nhiệm kỳ của đơn vị cho ngày {short_date(day)}: số tạm chạy theo năm {year}."
    return Run(unit, code, term.label if term else year, house.code, house.uses_register, note, term)


def check_register(run: Run) -> None:
    """Refuse to give a number while the unit types in those of its own book. Raises: Refused, for the field "number"."""
    if not run.register:
        raise Refused(f"{run.unit} chưa bật việc lấy số từ sổ trên cổng này. Bật ở trang “Cách viết văn bản” của đơn vị", "number")


def uses_register(unit: Unit) -> bool:
    """Whether the unit takes its numbers from the portal's book."""
    return HouseStyle.objects.filter(unit=unit, uses_register=True).exists()


def typed(*, unit: Unit, code: str, day: dt.date | None, text: str, by: Any, current: PaperNumber | None = None) -> int:
    """Check a number that was typed, writing nothing.

    Args:
        unit, code, day: of the paper.
        text: as typed, "05" or "Số 05-BB/BDV".
        by: who types it; only what this user may see is told about the paper that has the number already.
        current: the paper's own entry, if it has one.

    Returns: the number.

    Raises: Refused, for the field "number" or "date".
    """
    run = run_of(unit, code, day)
    number = _read(run, text)
    _entry_to_take(run, number, by, current)
    return number


def keep_typed(
    *, unit: Unit, code: str, day: dt.date | None, text: str, subject: str, by: Any, current: PaperNumber | None = None
) -> PaperNumber:
    """Write a typed number into the book for a paper. A number kept free there is taken into use.

    Args:
        as for `typed`; `subject` is the paper's trích yếu.

    Returns: the paper's entry: `current` corrected, or another. When it is another, the paper lets go of `current` with `release`
    once it is saved without it.

    Raises: Refused, for the field "number" or "date".
    """
    run = run_of(unit, code, day)
    number = _read(run, text)
    with transaction.atomic():
        run.hold()
        entry = _entry_to_take(run, number, by, current) or current or PaperNumber(by=by)
        return _write(entry, run, number, day, subject, PaperNumber.State.USED)


def issue(*, unit: Unit, code: str, day: dt.date | None, subject: str, by: Any, reserved: PaperNumber | None = None) -> PaperNumber:
    """Give the next number of the unit's register, or one that was kept free, within the caller's transaction.

    Raises: Refused when the register is not switched on, the day does not do, or `reserved` is of another run or no longer free.
    """
    run = run_of(unit, code, day)
    check_register(run)
    with transaction.atomic():
        run.hold()
        if reserved is None:
            return _write(PaperNumber(by=by), run, next_number(run), day, subject, PaperNumber.State.USED)
        entry = _held(run.entries()).filter(pk=reserved.pk, state=PaperNumber.State.RESERVED).first()
        if entry is None:
            raise Refused(f"Số {reserved.padded} không còn giữ chỗ cho văn bản của ngày này. Chọn số khác", "number")
        return _write(entry, run, entry.number, day, subject, PaperNumber.State.USED)


def reserve(*, unit: Unit, code: str, day: dt.date | None, reason: str, by: Any, text: str = "", subject: str = "") -> PaperNumber:
    """Keep a number free for a paper to come, or for one that is written outside the portal.

    Args:
        text: the number; empty for the next one of a register that is switched on.

    Raises: Refused, for the field "number" or "date".
    """
    run = run_of(unit, code, day)
    if not text and not run.register:
        raise Refused("Ghi số cần giữ. Để trống được khi đơn vị lấy số từ sổ trên cổng này", "number")
    with transaction.atomic():
        run.hold()
        number = _read(run, text) if text else next_number(run)
        if _entry_to_take(run, number, by, None):
            raise Refused(f"Số {two_digits(number)} đang giữ chỗ rồi. Ghi số khác", "number")
        entry = PaperNumber(by=by, reason=reason, was_reserved=True)
        return _write(entry, run, number, day, subject, PaperNumber.State.RESERVED)


def withdraw(entry: PaperNumber, reason: str) -> None:
    """Withdraw a number: it stays in the book with the reason and is never given again; an unsigned paper that bears it loses it.

    Raises: Refused when it is withdrawn already.
    """
    with transaction.atomic():
        holders.let_go(entry)
        row = PaperNumber.objects.select_for_update().filter(pk=entry.pk).first()
        if row is None or row.state == PaperNumber.State.WITHDRAWN:
            raise Refused("Số này vừa được hủy hoặc bỏ khỏi sổ. Xem lại sổ", "reason")
        holders.let_go(entry)  # a paper may have taken it while this waited for the row
        row.state, row.reason = PaperNumber.State.WITHDRAWN, reason
        row.save()


def release(entry: PaperNumber) -> None:
    """Take back a number that was typed for a paper and is not the paper's: one kept free before is free again, another leaves the book.

    The history keeps what stood there. A withdrawn number stays as it is.
    """
    if entry.state == PaperNumber.State.WITHDRAWN:
        return
    if entry.was_reserved:
        entry.state, entry.subject = PaperNumber.State.RESERVED, ""
        entry.save()
    else:
        entry.delete()


def visible(entries: list[PaperNumber], user: Any | None) -> list[tuple[PaperNumber, holders.Held | None]]:
    """Those entries that the user may know of, each with the paper that bears it: by the right to that paper, else to the unit's book.

    Args:
        user: None for the command line, which is not limited.
    """
    found = holders.held(entries, user)
    scope = units_reached(user, READERS) if user is not None else frozenset()
    seen = []
    for entry in entries:
        paper = found.get(entry.pk)
        if user is None or (paper.place is not None if paper else entry.unit_id in scope):
            seen.append((entry, paper))
    return seen


def _read(run: Run, text: str) -> int:
    try:
        return number_for(text, run.code, run.sign, PaperCode.values)
    except NumberTextError as unreadable:
        raise Refused(str(unreadable), "number") from unreadable


def _entry_to_take(run: Run, number: int, by: Any, current: PaperNumber | None) -> PaperNumber | None:
    """The entry kept free that bears the number; None when there is none. Refuses one that is not free."""
    taken: PaperNumber | None = _held(run.entries()).filter(number=number).exclude(pk=current.pk if current else None).first()
    if taken is None or taken.state == PaperNumber.State.RESERVED:
        return taken
    raise Refused(_says_taken(taken, by), "number")


def _held(entries: Any) -> Any:
    """Entries that nobody withdraws until a transaction that is open ends."""
    return entries.select_for_update() if connection.in_atomic_block else entries


def _says_taken(taken: PaperNumber, by: Any) -> str:
    number = f"Số {taken.padded}"
    if not visible([taken], by):
        return f"{number} đã có trong sổ. Ghi số khác"
    if taken.state == PaperNumber.State.WITHDRAWN:
        return f"{number} đã hủy ({taken.reason}), không dùng lại. Ghi số khác"
    what = f" của {taken.get_code_display().lower()} “{taken.subject}”" if taken.subject else f" của một {taken.get_code_display().lower()}"
    return f"{number} là số{what}, ngày {short_date(taken.date)}. Ghi số khác"


def next_number(run: Run) -> int:
    """The number that the register would give now. Raises: Refused when the book is full."""
    last = run.entries().aggregate(last=Max("number"))["last"] or 0
    if last >= LARGEST:
        raise Refused(f"Sổ đã đến số {LARGEST}, không còn số để lấy", "number")
    return int(last) + 1


def _write(entry: PaperNumber, run: Run, number: int, day: Any, subject: str, state: str) -> PaperNumber:
    entry.unit, entry.code, entry.series, entry.number = run.unit, run.code, run.series, number
    entry.date, entry.subject, entry.state = day, subject[:500], state
    entry.save()
    return entry
