"""The remarks of a scripted meeting as rows."""

from typing import Any

from danvan.accounts.models import User
from surveys.models import Attendance, Remark, RemarkAnswer, RemarkField, RemarkPlace, SurveyMeeting, Term
from surveys.sample.people import People
from surveys.sample.ward import SampleWard

FLAGS = ("anonymous", "restricted", "report_text")


def say(
    meeting: SurveyMeeting,
    script: list[dict[str, Any]],
    people: People,
    ward: SampleWard,
    present: dict[int, Attendance],
    writer: User,
) -> None:
    """Make the remarks of a meeting.

    Args:
        meeting: the meeting.
        script: what is said, as meetings.toml has it.
        people, ward: whom and what the script speaks of.
        present: the rows of attendance by person.
        writer: the user who wrote the remarks down.
    """
    terms = {(term.vocabulary, term.code): term for term in Term.objects.all()}
    remarks = []
    for order, said in enumerate(script, start=1):
        person = people.find(said["speaker"])
        remark = Remark(
            meeting=meeting,
            order=order,
            speaker=present[person.pk] if person else None,
            speaker_words="" if person else said["speaker"],
            text=said["text"],
            kind=terms[Term.Vocabulary.REMARK_KIND, said["kind"]],
            content_group=terms[Term.Vocabulary.CONTENT_GROUP, said.get("group", "HD")],
            written_by=writer,
            **{flag: said[flag] for flag in FLAGS if flag in said},
        )
        remarks.append(remark)
    Remark.objects.bulk_create(remarks)
    both = list(zip(remarks, script, strict=True))
    RemarkField.objects.bulk_create(
        RemarkField(remark=remark, field=terms[Term.Vocabulary.FIELD, code]) for remark, said in both for code in said.get("fields", [])
    )
    RemarkPlace.objects.bulk_create(
        RemarkPlace(remark=remark, unit=ward.groups[number]) for remark, said in both for number in said.get("places", [])
    )
    RemarkAnswer.objects.bulk_create(
        RemarkAnswer(remark=remark, answered=remarks[number - 1]) for remark, said in both for number in said.get("answers", [])
    )
