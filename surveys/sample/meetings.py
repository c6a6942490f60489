"""The invented ward's survey and its six meetings, built from meetings.toml."""

import tomllib
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from danvan.accounts.models import Role, User
from danvan.people.models import Person
from danvan.units.models import Unit
from danvan.vietnamese.dates import short_date
from danvan.vietnamese.when import When, parse_when
from surveys import paper_numbers
from surveys.attendance_sources import titles_on
from surveys.minutes import move_minutes, sign_minutes
from surveys.models import (
    Article,
    Attendance,
    Conclusion,
    Directive,
    DirectiveAddressee,
    FollowUp,
    MeetingOrganizer,
    MeetingSession,
    MeetingUnit,
    Minutes,
    Photo,
    Presentation,
    Recommendation,
    SessionUnit,
    StatedFigure,
    Survey,
    SurveyMeeting,
    SurveyMember,
    Term,
    Theme,
    ViewReading,
    Vote,
)
from surveys.sample.people import People
from surveys.sample.pictures import draw
from surveys.sample.talk import say
from surveys.sample.ward import SampleWard

MEETINGS = Path(__file__).with_name("meetings.toml")
STEPS = {
    "draft": [Minutes.State.DRAFT],
    "with_chair": [Minutes.State.DRAFT, Minutes.State.WITH_CHAIR],
    "signed": [Minutes.State.DRAFT, Minutes.State.WITH_CHAIR],
}
"""How far the minutes of each meeting have come; a signature follows the steps of "signed"."""
Entry = dict[str, Any]


def load_meetings(ward: SampleWard, people: People, users: dict[str, User]) -> None:
    """Make the survey and the meetings; the minutes of one are signed."""
    scripts: dict[str, Entry] = tomllib.loads(MEETINGS.read_text(encoding="utf-8"))
    survey = _survey(ward, people)
    for key, script in scripts.items():
        builder = _Builder(ward, people, users, script)
        meeting = builder.build(survey if script.get("survey") else None)
        for step in STEPS.get(key, []):
            move_minutes(meeting, step, users[Role.SURVEY])
        if key == "signed":
            sign_minutes(meeting, users[Role.HEAD])
        if key == "postponed":
            meeting.postponed_to = working_day(ward.today, scripts["signed"]["days"])
            meeting.save(update_fields=["postponed_to"])
        builder.what_came_of_it(meeting)


def working_day(today: date, offset: int) -> date:
    """The day so many days from today; a Saturday or Sunday gives way to the Friday before, for a day to come to the Monday after."""
    day = today + timedelta(days=offset)
    beyond = max(day.weekday() - 4, 0)
    return day + timedelta(days=3 - beyond) if beyond and offset > 0 else day - timedelta(days=beyond)


def _survey(ward: SampleWard, people: People) -> Survey:
    first = ward.today - timedelta(days=20)
    survey = Survey(
        owner=ward.bodies["board"],
        title=f"khảo sát vai trò của tổ dân vận trong thực hiện dân chủ ở cơ sở năm {ward.today.year}",
        topic="vai trò của tổ dân vận trong thực hiện dân chủ ở cơ sở",
        plan_number="14-KH/BXDĐ",
        plan_date=working_day(ward.today, -24),
        data_from=first - timedelta(days=365),
        data_until=first,
        purpose="Nắm kết quả, cách làm hay và khó khăn của các tổ dân vận; chọn nội dung kiến nghị với Đảng ủy, UBND phường.",
        outline="1. Tổ chức, quy chế của tổ.\n2. Việc dân được biết, bàn, làm, kiểm tra, giám sát, thụ hưởng.\n3. Phối hợp.\n4. Kiến nghị.",
    )
    survey.when = When(f"từ ngày {short_date(first)}", first, None, False)
    survey.save()
    M = SurveyMember.Role  # noqa: N806 - a class
    party = [("head of board", M.HEAD), ("front", M.DEPUTY), ("note-taker", M.SECRETARY), ("ward officer", M.MEMBER), ("women", M.MEMBER)]
    titles = titles_on(people.officials.values(), ward.today)
    SurveyMember.objects.bulk_create(
        SurveyMember(survey=survey, order=order, person=people.officials[key], title=titles[people.officials[key].pk], role=role)
        for order, (key, role) in enumerate(party, start=1)
    )
    return survey


class _Builder:
    """Builds one meeting of the script with all its rows."""

    def __init__(self, ward: SampleWard, people: People, users: dict[str, User], script: Entry) -> None:
        self.ward, self.people, self.script = ward, people, script
        self.clerk, self.head = users[Role.SURVEY], users[Role.HEAD]
        self.day = working_day(ward.today, script["days"])
        self.present: dict[int, Attendance] = {}

    def rows(self, name: str) -> list[Entry]:
        """The entries of a part of the script."""
        found: list[Entry] = self.script.get(name, [])
        return found

    def build(self, survey: Survey | None) -> SurveyMeeting:
        """The meeting; its minutes are being written."""
        script, day = self.script, self.day
        board = self.ward.bodies["board"]
        meeting = SurveyMeeting.objects.create(
            owner=board,
            survey=survey,
            kind=script.get("kind", SurveyMeeting.Kind.SURVEY),
            title=script["title"].format(month=day.month, quarter=("I", "II", "III", "IV")[(day.month - 1) // 3], year=day.year),
            topic=survey.topic if survey else "",
            series=script.get("series", ""),
            state=script["state"],
            state_note=script.get("state_note", ""),
            discussion=script.get("discussion", ""),
            logged_by=self.clerk,
        )
        MeetingOrganizer.objects.create(meeting=meeting, unit=board)
        MeetingUnit.objects.create(meeting=meeting, unit=self.ward.area)
        self._session(meeting)
        self._attendances(meeting)
        self._parts(meeting)
        say(meeting, self.rows("remarks"), self.people, self.ward, self.present, self.clerk)
        self._closing(meeting)
        return meeting

    def _session(self, meeting: SurveyMeeting) -> None:
        script = self.script
        session = MeetingSession(meeting=meeting, start=script.get("start"), end=script.get("end"), place=script["place"])
        session.part_of_day, session.place_area = script["part_of_day"], self.ward.area
        session.when = When(short_date(self.day), self.day, self.day + timedelta(days=1), False)
        session.save()
        groups = [self.ward.groups[number] for number in script.get("groups_of_session", [])]
        SessionUnit.objects.bulk_create(SessionUnit(session=session, unit=group) for group in groups)

    def _attendances(self, meeting: SurveyMeeting) -> None:
        """Officials, then whoever speaks, then groups."""
        script = self.script
        officials = {self.people.officials[key].pk: key for key in script["officials"]}
        speakers = self._speakers()
        known = {person.pk: person for person in [*(self.people.officials[key] for key in script["officials"]), *speakers]}
        titles = titles_on(known.values(), self.day)
        rows = [
            self._attendance(meeting, person, officials.get(pk, ""), titles[pk], order)
            for order, (pk, person) in enumerate(known.items(), start=1)
        ]
        for order, entry in enumerate(self.rows("groups"), start=len(rows) + 1):
            presence = Attendance.Presence.PRESENT if self._held else Attendance.Presence.UNKNOWN
            rows.append(Attendance(meeting=meeting, order=order, presence=presence, **entry))
        Attendance.objects.bulk_create(rows)
        self.present = {row.person_id: row for row in rows if row.person_id}
        if opener := script.get("opened_by"):
            meeting.opened_by = self.present[self.people.officials[opener].pk]
            meeting.save(update_fields=["opened_by"])

    def _speakers(self) -> list[Person]:
        """Those of the teams who speak, in protocol order: heads, deputies, members, each by the number of the group."""
        spoken = {remark["speaker"] for remark in self.rows("remarks")} - self.people.officials.keys()
        found = {words: self.people.find(words) for words in spoken}
        ranks = ("head", "deputy", "member")
        of_teams = sorted((ranks.index(words.split()[0]), int(words.split()[1]), words) for words, person in found.items() if person)
        return [person for *_, words in of_teams if (person := found[words])]

    @property
    def _held(self) -> bool:
        return bool(self.script["state"] == SurveyMeeting.State.HELD)

    def _attendance(self, meeting: SurveyMeeting, person: Person, key: str, title: str, order: int) -> Attendance:
        script = self.script
        roles = {script.get("chair"): Attendance.Role.CHAIR, script.get("note_taker"): Attendance.Role.NOTE_TAKER}
        roles |= dict.fromkeys(script.get("co_chairs", []), Attendance.Role.CO_CHAIR)
        reason = script.get("excused", {}).get(key, "")
        presence = Attendance.Presence.EXCUSED if reason else Attendance.Presence.PRESENT if self._held else Attendance.Presence.UNKNOWN
        role = roles.get(key, Attendance.Role.ATTENDING) if key else Attendance.Role.ATTENDING
        return Attendance(
            meeting=meeting, person=person, name=person.full_name, title=title, order=order, role=role, presence=presence, note=reason
        )

    def _parts(self, meeting: SurveyMeeting) -> None:
        """What was reported, stated, discussed, voted on and photographed."""
        report: Presentation | None = None
        for order, entry in enumerate(self.rows("presentations"), start=1):
            presenter = self.present[self.people.officials[entry["presenter"]].pk]
            fields = {**entry, "presenter": presenter, "content": entry.get("content", "").strip()}
            report = Presentation.objects.create(meeting=meeting, order=order, **fields)
        for order, entry in enumerate(self.rows("figures"), start=1):
            fields = {key: value for key, value in entry.items() if key != "in_report"}
            StatedFigure.objects.create(meeting=meeting, order=order, presentation=report if entry.get("in_report") else None, **fields)
        for order, entry in enumerate(self.rows("themes"), start=1):
            fields = {**entry, "field": _field(entry["field"]) if "field" in entry else None}
            Theme.objects.create(meeting=meeting, order=order, **fields)
        for order, entry in enumerate(self.rows("votes"), start=1):
            Vote.objects.create(meeting=meeting, order=order, **entry)
        for order, entry in enumerate(self.rows("photos"), start=1):
            Photo.objects.create(meeting=meeting, order=order, caption=entry["caption"], file=draw(entry["scene"], self.clerk))

    def _closing(self, meeting: SurveyMeeting) -> None:
        """What the chair said and asked, and the particulars of the paper."""
        texts: list[str] = self.script.get("conclusions", [])
        Conclusion.objects.bulk_create(Conclusion(meeting=meeting, text=text, order=order) for order, text in enumerate(texts, start=1))
        for order, entry in enumerate(self.rows("directives"), start=1):
            directive = Directive(meeting=meeting, order=order, **_only(entry, ("text", "product", "office_class", "review_months")))
            directive.due = parse_when(entry.get("due", ""), self.day)
            directive.save()
            DirectiveAddressee.objects.bulk_create(
                DirectiveAddressee(directive=directive, order=position, **self._unit_or_words(to))
                for position, to in enumerate(entry["to"], start=1)
            )
        particulars = _only(self.script, ("copies", "kept_at", "read_back"))
        if particulars:
            for name, value in particulars.items():
                setattr(meeting.minutes, name, value)
            paper_numbers.keep_typed(meeting.minutes, self.script.get("number", ""), self.clerk)

    def _unit_or_words(self, to: str) -> dict[str, Unit | str]:
        if to == "teams":
            return {"words": "các tổ dân vận"}
        unit = self.ward.teams[int(to.removeprefix("team "))] if to.startswith("team ") else self.ward.bodies.get(to)
        return {"unit": unit} if unit else {"words": to}

    def what_came_of_it(self, meeting: SurveyMeeting) -> None:
        """What was done later, signed or not: steps of what was asked, recommendations and their answers, the published item."""
        self._recommendations(meeting)
        directives = meeting.directives.order_by("order")
        for directive, entry in zip(directives, self.rows("directives"), strict=True):
            for step in entry.get("follow_ups", []):
                fields = {**step, "on": working_day(self.ward.today, step["days"])}
                FollowUp.objects.create(directive=directive, **_only(fields, ("on", "state", "text", "document")))
        for entry in self.rows("articles"):
            posted = datetime.combine(working_day(self.ward.today, entry["days"]), time(9, 30))
            fields = {**_only(entry, ("category", "title", "outlet")), "text": entry["text"].strip()}
            article = Article.objects.create(meeting=meeting, posted_at=timezone.make_aware(posted), **fields)
            read_on = working_day(self.ward.today, entry["read_days"])
            ViewReading.objects.create(article=article, views=entry["views"], read_on=read_on)

    def _recommendations(self, meeting: SurveyMeeting) -> None:
        remarks = list(meeting.remarks.all())
        for order, entry in enumerate(self.rows("recommendations"), start=1):
            to = self._unit_or_words(entry["to"])
            fields = _only(entry, ("text", "state", "answer", "answer_number")) | {
                "level": Term.objects.get(vocabulary=Term.Vocabulary.LEVEL, code=entry["level"]),
                "remark": remarks[entry["remark"] - 1],
                "place": self.ward.groups[entry["place"]],
                "responsible": to.get("unit"),
                "responsible_words": to.get("words", ""),
                "answer_date": working_day(self.ward.today, entry["answered"]) if "answered" in entry else None,
                "told_on": working_day(self.ward.today, entry["told"]) if "told" in entry else None,
            }
            Recommendation.objects.create(meeting=meeting, order=order, **fields)


def _field(code: str) -> Term:
    return Term.objects.get(vocabulary=Term.Vocabulary.FIELD, code=code)


def _only(entry: Entry, names: Iterable[str]) -> Entry:
    return {name: entry[name] for name in names if name in entry}
