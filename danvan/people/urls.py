"""Addresses of people, posts and titles."""

from django.urls import path

from danvan.people.views import people, posts, titles

app_name = "people"
urlpatterns = [
    path("can-bo/", people.person_list, name="list"),
    path("can-bo/them/", people.person_add, name="add"),
    path("can-bo/<int:pk>/", people.person_detail, name="detail"),
    path("can-bo/<int:pk>/lich-su/", people.history, name="history"),
    path("can-bo/<int:pk>/sua/", people.person_edit, name="edit"),
    path("can-bo/<int:pk>/thoi-dung/", people.person_close, name="close"),
    path("can-bo/<int:pk>/chuc-vu/them/", posts.appointment_add, name="appointment-add"),
    path("can-bo/chuc-vu/<int:pk>/sua/", posts.appointment_edit, name="appointment-edit"),
    path("can-bo/chuc-vu/<int:pk>/thoi/", posts.appointment_end, name="appointment-end"),
    path("chuc-danh/", titles.title_list, name="title-list"),
    path("chuc-danh/them/", titles.title_add, name="title-add"),
    path("chuc-danh/<int:pk>/sua/", titles.title_edit, name="title-edit"),
]
