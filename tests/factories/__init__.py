"""Factories: the default is the plain case, a test names only what matters."""

from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.jobs import JobFactory
from tests.factories.people import AppointmentFactory, PersonFactory, PostTitleFactory
from tests.factories.surveys import (
    AttendanceFactory,
    ConclusionFactory,
    DirectiveFactory,
    GroupAttendanceFactory,
    PaperFactory,
    RemarkFactory,
    SessionFactory,
    SurveyFactory,
    SurveyMeetingFactory,
    TermFactory,
)
from tests.factories.units import BodyFactory, GroupFactory, TeamFactory, WardFactory, office

__all__ = [
    "AppointmentFactory",
    "AttendanceFactory",
    "BodyFactory",
    "ConclusionFactory",
    "DirectiveFactory",
    "GroupAttendanceFactory",
    "GroupFactory",
    "JobFactory",
    "MembershipFactory",
    "PaperFactory",
    "PersonFactory",
    "PostTitleFactory",
    "RemarkFactory",
    "SessionFactory",
    "SurveyFactory",
    "SurveyMeetingFactory",
    "TeamFactory",
    "TermFactory",
    "UserFactory",
    "WardFactory",
    "office",
]
