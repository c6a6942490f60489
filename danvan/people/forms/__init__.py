"""Forms of people, posts and titles."""

from danvan.people.forms.filters import PersonFilter, TitleFilter
from danvan.people.forms.people import ClosePersonForm, NewPersonForm, PersonForm
from danvan.people.forms.posts import AppointForm, EndPostForm, PostForm
from danvan.people.forms.titles import TitleForm

__all__ = [
    "AppointForm",
    "ClosePersonForm",
    "EndPostForm",
    "NewPersonForm",
    "PersonFilter",
    "PersonForm",
    "PostForm",
    "TitleFilter",
    "TitleForm",
]
