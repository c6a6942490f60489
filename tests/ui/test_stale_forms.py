"""Two people at one form: what only one changed is saved, what both changed is shown side by side, nothing is lost."""

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from danvan.accounts.models import User
from danvan.ui.forms import StaleGuard, set_editor_lookup, stale
from danvan.units.models import UnitVersion
from tests.factories.accounts import UserFactory
from tests.factories.units import GroupFactory, WardFactory

pytestmark = pytest.mark.django_db


class UserForm(StaleGuard):
    """A guarded form over a model."""

    class Meta:
        model = User
        fields = ["username", "display_name", "is_active"]


@pytest.fixture
def user():
    return UserFactory(username="hanh.nt", display_name="Nguyễn Thị Hạnh", is_active=True)


def page_of(form: UserForm) -> dict[str, str]:
    """Return what a browser would send from the page of this form."""
    sent = {name: form[name].value() for name in form.fields}
    return {name: "on" if value is True else value for name, value in sent.items() if value not in (None, False)}


def opened(user: User) -> dict[str, str]:
    return page_of(UserForm(instance=User.objects.get(pk=user.pk)))


def sent(user: User, page: dict[str, str], **typed: str) -> UserForm:
    return UserForm({**page, **typed}, instance=User.objects.get(pk=user.pk))


def stored(user: User) -> tuple[str, str, bool]:
    return User.objects.values_list("username", "display_name", "is_active").get(pk=user.pk)


def test_a_page_that_nobody_overtook_is_saved(user):
    assert sent(user, opened(user), display_name="Nguyễn Thị Hạnh Nhi").save_guarded()
    assert stored(user) == ("hanh.nt", "Nguyễn Thị Hạnh Nhi", True)


def test_a_field_left_alone_takes_what_another_person_stored(user):
    mine, theirs = opened(user), opened(user)
    assert sent(user, theirs, username="hanh.nguyen").save_guarded()
    assert sent(user, mine, display_name="Hạnh").save_guarded()
    assert stored(user) == ("hanh.nguyen", "Hạnh", True)


def test_a_box_that_another_person_emptied_stays_empty(user):
    mine, theirs = opened(user), opened(user)
    theirs.pop("is_active")
    assert sent(user, theirs).save_guarded()
    assert sent(user, mine, display_name="Hạnh").save_guarded()
    assert stored(user) == ("hanh.nt", "Hạnh", False)


def test_a_field_that_both_changed_is_not_saved_and_shows_both_texts(user):
    mine, theirs = opened(user), opened(user)
    sent(user, theirs, display_name="Nguyễn Hạnh").save_guarded()
    form = sent(user, mine, display_name="Trần Thị Hạnh")
    assert not form.save_guarded()
    assert stored(user)[1] == "Nguyễn Hạnh"
    assert form["display_name"].value() == "Trần Thị Hạnh"
    assert form.fields["display_name"].conflict.stored == "Nguyễn Hạnh"
    assert "Có đồng chí khác vừa sửa ô này" in form.errors["display_name"][0]


def test_saving_once_more_after_the_warning_goes_through(user):
    mine, theirs = opened(user), opened(user)
    sent(user, theirs, display_name="Nguyễn Hạnh").save_guarded()
    warned = sent(user, mine, display_name="Trần Thị Hạnh")
    assert not warned.save_guarded()
    assert sent(user, page_of(warned)).save_guarded()
    assert stored(user)[1] == "Trần Thị Hạnh"


def test_after_the_warning_a_third_change_warns_again(user):
    mine = opened(user)
    sent(user, opened(user), display_name="Nguyễn Hạnh").save_guarded()
    warned = sent(user, mine, display_name="Trần Thị Hạnh")
    warned.save_guarded()
    sent(user, opened(user), display_name="Lê Hạnh").save_guarded()
    assert not sent(user, page_of(warned)).save_guarded()


def test_two_people_who_typed_the_same_do_not_disagree(user):
    mine, theirs = opened(user), opened(user)
    sent(user, theirs, display_name="Nguyễn Hạnh").save_guarded()
    assert sent(user, mine, display_name=" Nguyễn  Hạnh").save_guarded()


def test_the_warning_names_who_changed_the_field_and_when(user):
    set_editor_lookup(lambda row, field: ("Lê Thị Thu Hường", datetime(2017, 7, 19, 8, 47, tzinfo=UTC)))
    try:
        mine, theirs = opened(user), opened(user)
        sent(user, theirs, display_name="Nguyễn Hạnh").save_guarded()
        form = sent(user, mine, display_name="Trần Thị Hạnh")
        form.save_guarded()
    finally:
        set_editor_lookup(stale._nobody_known)
    assert "Đồng chí Lê Thị Thu Hường vừa sửa ô này lúc 15 giờ 47, ngày 19/7/2017" in form.errors["display_name"][0]


def test_a_row_that_is_gone_says_so_and_keeps_what_was_typed(user):
    page, row = opened(user), User.objects.get(pk=user.pk)
    form = UserForm({**page, "display_name": "Hạnh"}, instance=row)
    User.objects.filter(pk=user.pk).delete()
    assert not form.save_guarded()
    assert "vừa xóa" in form.non_field_errors()[0]
    assert form["display_name"].value() == "Hạnh"


def test_the_row_is_locked_before_it_is_compared(user):
    form = sent(user, opened(user), display_name="Hạnh")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        form.save_guarded()
    assert "FOR UPDATE" in next(query["sql"] for query in queries if re.match("SELECT", query["sql"]))


def test_the_hidden_field_is_part_of_every_drawn_form(user):
    from crispy_forms.utils import render_crispy_form

    html = render_crispy_form(UserForm(instance=user), UserForm(instance=user).helper)
    assert 'name="ban_goc"' in html


def test_nonsense_in_the_hidden_field_does_no_harm(user):
    assert sent(user, opened(user), ban_goc="[1", display_name="Hạnh").save_guarded()


class VersionForm(StaleGuard):
    """A guarded form with a number and a choice of another row."""

    class Meta:
        model = UnitVersion
        fields = ["number", "name", "superior"]


def test_a_number_and_a_choice_are_compared_by_what_they_mean_and_shown_in_words():
    group = GroupFactory(number=17)
    version, other = group.versions.get(), WardFactory(name="Phường Thượng Thanh")
    page = page_of(VersionForm(instance=version))
    theirs = VersionForm({**page, "superior": str(other.pk), "number": "18"}, instance=UnitVersion.objects.get(pk=version.pk))
    assert theirs.save_guarded()
    mine = VersionForm({**page, "number": " 17 ", "superior": ""}, instance=UnitVersion.objects.get(pk=version.pk))
    assert not mine.save_guarded()
    assert set(mine.errors) == {"superior"}
    assert mine.fields["superior"].conflict.stored == "Phường Thượng Thanh"
    assert mine["number"].value() == "18"
