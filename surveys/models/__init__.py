from surveys.models.article import Article, ArticleHits, ArticlePhoto, ArticleStep, NewsPage, ViewReading
from surveys.models.attendance import Attendance
from surveys.models.conclusion import Conclusion, Directive, DirectiveAddressee, FollowUp
from surveys.models.meeting import MeetingOrganizer, MeetingSession, MeetingUnit, SessionUnit, SurveyMeeting
from surveys.models.minutes import Minutes, MinutesStep
from surveys.models.paper import MinutesPart, Paper, PaperPart, PaperStep, WordImport
from surveys.models.parts import Photo, Presentation, StatedFigure, Theme, Vote
from surveys.models.recommendation import Recommendation
from surveys.models.remark import Remark, RemarkAnswer, RemarkField, RemarkPlace
from surveys.models.survey import Survey, SurveyMember
from surveys.models.term import Term

__all__ = [
    "Article",
    "ArticleHits",
    "ArticlePhoto",
    "ArticleStep",
    "Attendance",
    "Conclusion",
    "Directive",
    "DirectiveAddressee",
    "FollowUp",
    "MeetingOrganizer",
    "MeetingSession",
    "MeetingUnit",
    "Minutes",
    "MinutesPart",
    "MinutesStep",
    "NewsPage",
    "Paper",
    "PaperPart",
    "PaperStep",
    "Photo",
    "Presentation",
    "Recommendation",
    "Remark",
    "RemarkAnswer",
    "RemarkField",
    "RemarkPlace",
    "SessionUnit",
    "StatedFigure",
    "Survey",
    "SurveyMeeting",
    "SurveyMember",
    "Term",
    "Theme",
    "ViewReading",
    "Vote",
    "WordImport",
]
