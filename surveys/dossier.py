"""What the hồ sơ of a survey or a meeting is of, and the papers that surveys put into it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from danvan.documents import dossier, files, kinds
from danvan.documents.content import Content, plain
from danvan.documents.dossier import COMPOSED_SIZE, DossierItem, Folder, Subject, SubjectKind, kept_file
from danvan.documents.models import RevisionFile, StoredFile
from danvan.units.models import UnitVersion
from danvan.units.reach import units_reached
from danvan.vietnamese.dates import short_date
from danvan.vietnamese.text import fold
from surveys import dossier_of_papers, residents
from surveys import dossier_papers as papers
from surveys.minutes import draft_minutes
from surveys.models import Article, Attendance, Directive, MeetingUnit, Photo, Presentation, Remark, Survey, SurveyMeeting
from surveys.queries import names_of
from surveys.restricted import READING_ROLES
from surveys.wording import lower_first

_FILE_TYPES = {"image/jpeg": "jpg", "image/png": "png"} | {kind: suffix for suffix, kind in files.DOCUMENT_TYPES.items()}


def register() -> None:
    """Let surveys and meetings have a hồ sơ, and put their papers into it."""
    dossier.register_kind(SubjectKind("meeting", find_meeting, _may_name))
    dossier.register_kind(SubjectKind("survey", find_survey, _may_name))
    dossier.register_provider(items)
    dossier.register_provider(dossier_of_papers.items)


def find_meeting(pk: int, user: Any) -> Subject | None:
    """A meeting that the user sees, as what a hồ sơ is of."""
    meeting = _meetings(user).filter(pk=pk).first()
    if meeting is None:
        return None
    return Subject("meeting", pk, name_of(meeting), meeting.owner, **_pages("meeting", pk, "Hội nghị"), source=meeting, meetings=[meeting])


def find_survey(pk: int, user: Any) -> Subject | None:
    """A survey that the user sees, with those of its meetings that the user sees."""
    survey = Survey.objects.visible_to(user).select_related("owner").filter(pk=pk).first()
    if survey is None:
        return None
    meetings = list(_meetings(user).filter(survey=survey).order_by(F("first_day").asc(nulls_last=True), "pk"))
    title = lower_first(survey.title)
    title = title if fold(title).startswith(("khao sat", "cuoc khao sat")) else f"khảo sát {title}"
    return Subject("survey", pk, title, survey.owner, **_pages("survey", pk, "Khảo sát"), source=survey, meetings=meetings)


def _pages(kind: str, pk: int, part: str) -> dict[str, str]:
    url, ask_url = (reverse(f"surveys:{kind}-{page}", args=[pk]) for page in ("detail", "dossier"))
    return {"url": url, "ask_url": ask_url, "part": part, "part_url": reverse(f"surveys:{kind}-list")}


def _may_name(user: Any, subject: Subject) -> bool:
    return residents.may_name(user, subject.meetings) and (bool(subject.meetings) or subject.unit.pk in units_reached(user, READING_ROLES))


def _meetings(user: Any) -> Any:
    """Meetings with all that the list of their papers asks for, in one question."""
    of_meeting = {"meeting": OuterRef("pk")}
    owner_then = UnitVersion.objects.filter(unit=OuterRef("owner"), valid__contains=OuterRef("first_day")).values("name")[:1]
    return (
        SurveyMeeting.objects.visible_to(user)
        .with_days()
        .select_related("owner", "minutes__revision")
        .prefetch_related(Prefetch("minutes__revision__files", RevisionFile.objects.select_related("file")))
        .annotate(
            owner_name=Coalesce(Subquery(owner_then), F("owner__name")),
            places=names_of(MeetingUnit, day=OuterRef(OuterRef("first_day"))),
            is_led=residents.led_by(user),
            has_people=Exists(Attendance.objects.filter(**of_meeting)),
            has_remarks=Exists(Remark.objects.filter(restricted=False, **of_meeting)),
            has_directives=Exists(Directive.objects.filter(**of_meeting)),
        )
    )


def name_of(meeting: Any) -> str:
    """A meeting inside a sentence, with the unit for which it was held."""
    title = lower_first(meeting.full_title)
    if len(meeting.places) == 1 and fold(meeting.places[0]) not in fold(title):
        return f"{title} tại {lower_first(meeting.places[0])}"
    return title


def short_name(label: str, meeting: Any) -> str:
    """What a file of a meeting is called: the place and the day tell the meetings of a survey apart."""
    day = day_of(meeting)
    return " ".join([label, *(meeting.places[:1] or [meeting.full_title]), day.isoformat() if day else ""])


def day_of(meeting: Any) -> dt.date | None:
    """The last day of a meeting, None when it is not known."""
    return meeting.day_after - dt.timedelta(days=1) if meeting.day_after else None


def items(subject: Subject, with_names: bool) -> Iterator[DossierItem]:
    """The papers of surveys in a hồ sơ; a fixed number of questions, however many meetings there are."""
    if isinstance(subject.source, Survey):
        yield _survey_sheet(subject.source)
    presentations, photos, articles = (
        _rows_of(subject, Presentation.objects.filter(file__isnull=False).select_related("file", "presenter")),
        _rows_of(subject, Photo.objects.filter(file__isnull=False).select_related("file")),
        _rows_of(subject, Article.objects.all()),
    )
    for meeting in subject.meetings:
        yield from _composed(meeting, with_names=with_names)
        yield from (_presentation(meeting, row) for row in presentations[meeting.pk])
        yield from _minutes(meeting, photos[meeting.pk], with_names=with_names)
        yield from (_photo(meeting, row, alone=subject.source == meeting) for row in photos[meeting.pk])
        yield from (_article(row) for row in articles[meeting.pk])


def _rows_of(subject: Subject, rows: Any) -> dict[int, list[Any]]:
    found = defaultdict(list)
    for row in rows.filter(meeting__in=[meeting.pk for meeting in subject.meetings]):
        found[row.meeting_id].append(row)
    return found


def _survey_sheet(survey: Survey) -> DossierItem:
    title = f"Thông tin cuộc khảo sát: {lower_first(survey.title)}"
    compose = partial(papers.survey_sheet, survey, lower_first(survey.title))
    return DossierItem(
        Folder.PLAN, title, "pdf", compose, short="Thông tin cuộc khảo sát", date=survey.plan_date, author=survey.owner.name, note=_LOOK_UP
    )


_LOOK_UP = "cổng lập để tra cứu"


def _composed(meeting: Any, *, with_names: bool) -> Iterator[DossierItem]:
    """Lists for looking things up; each only when there is something to list."""
    day, name = day_of(meeting), name_of(meeting)
    common = {"date": day, "author": meeting.owner_name, "note": _LOOK_UP}
    wanted: tuple[tuple[bool, Folder, str, Callable[[], bytes]], ...] = (
        (
            meeting.has_people,
            Folder.INVITATION,
            "Thành phần dự",
            partial(papers.attendance_list, meeting, day, name, with_names=with_names),
        ),
        (
            meeting.has_remarks,
            Folder.FOLLOW_UP,
            "Ý kiến phát biểu tại",
            partial(papers.opinions, meeting, day, name, with_names=with_names),
        ),
        (meeting.has_directives, Folder.FOLLOW_UP, "Theo dõi việc yêu cầu, giao tại", partial(papers.follow_up_sheet, meeting, day, name)),
    )
    for is_there, folder, label, compose in wanted:
        if is_there:
            yield DossierItem(folder, f"{label} {name}", "pdf", compose, short=short_name(label.removesuffix(" tại"), meeting), **common)


def _presentation(meeting: Any, row: Any) -> DossierItem:
    presenter = row.presenter
    author = (presenter.title or presenter.post or presenter.group) if presenter else ""
    title = row.title if fold(row.title).startswith(("bao cao", "tham luan")) else f"Báo cáo {lower_first(row.title)}"
    return DossierItem(
        Folder.REPORTS,
        f"{title[:1].upper()}{title[1:]}",
        _suffix(row.file),
        kept_file(row.file),
        date=day_of(meeting),
        author=author or row.presenter_words,
        note=f"trình bày tại {name_of(meeting)}",
        size=row.file.size,
    )


def _minutes(meeting: Any, photos: list[Any], *, with_names: bool) -> Iterable[DossierItem]:
    """Signed minutes as they were signed, with their Word twin; else the draft, once the meeting was held."""
    revision = meeting.minutes.revision
    if revision is None:
        if meeting.state == SurveyMeeting.State.HELD:
            yield _draft(meeting, photos, with_names=with_names)
        return
    content = Content.from_json(revision.content)
    number = plain(content.letterhead.number).removeprefix("Số").lstrip(" :") if content.letterhead else ""
    date = dt.date.fromisoformat(content.date) if content.date else None
    for kept in revision.files.all():
        pdf = kept.format == "pdf"
        note = "đã ký" if pdf else ""
        yield DossierItem(
            Folder.MINUTES,
            f"Biên bản {name_of(meeting)}",
            kept.format,
            kept_file(kept.file),
            short=short_name("Biên bản", meeting),
            number=number,
            date=date,
            author=meeting.owner_name,
            note=note,
            listed=pdf,
            size=kept.file.size,
        )


def _draft(meeting: Any, photos: list[Any], *, with_names: bool) -> DossierItem:
    def compose() -> bytes:
        return kinds.print_pdf(draft_minutes(meeting, None if with_names else residents.leave_out_names).content)

    archived = meeting.origin == SurveyMeeting.Origin.ARCHIVE
    return DossierItem(
        Folder.MINUTES,
        f"Biên bản {name_of(meeting)}",
        "pdf",
        compose,
        short=short_name("Biên bản", meeting),
        number=meeting.minutes.number,
        date=meeting.minutes.date or day_of(meeting),
        author=meeting.owner_name,
        note="dựng lại từ tin đã đăng" if archived else "",
        draft=not archived,
        # Minutes print the photos, too.
        size=COMPOSED_SIZE + sum(row.file.size for row in photos),
    )


def _photo(meeting: Any, row: Any, *, alone: bool) -> DossierItem:
    note = "" if alone else ", ".join(meeting.places) or name_of(meeting)
    return DossierItem(
        Folder.PHOTOS, row.caption, _suffix(row.file), kept_file(row.file), date=day_of(meeting), note=note, size=row.file.size
    )


def _article(row: Any) -> DossierItem:
    posted = row.posted_at.date() if row.posted_at else None
    return DossierItem(Folder.NEWS, f"Tin: {row.title}", "txt", partial(_article_text, row), date=posted, author=row.outlet, size=20 * 1024)


def _article_text(row: Article) -> bytes:
    readings = [
        f"Lượt xem: {reading.views}{f', đọc ngày {short_date(reading.read_on)}' if reading.read_on else ''}"
        for reading in row.view_readings.all()
    ]
    posted = f"Đăng ngày {short_date(row.posted_at.date())}" if row.posted_at else ""
    head = filter(None, [row.title, row.category, row.outlet, posted, row.address, *readings])
    return dossier.as_text([*head, "", *row.text.splitlines()])


def _suffix(file: StoredFile) -> str:
    return _FILE_TYPES.get(file.content_type, "bin")
