"""Addresses of the directory of units."""

from django.urls import path

from danvan.units.views import reading, writing

app_name = "units"
urlpatterns = [
    path("don-vi/", reading.unit_list, name="list"),
    path("don-vi/them/", writing.unit_add, name="add"),
    path("don-vi/<int:pk>/", reading.unit_detail, name="detail"),
    path("don-vi/<int:pk>/lich-su/", reading.history, name="history"),
    path("don-vi/<int:pk>/sua/", writing.unit_edit, name="edit"),
    path("don-vi/<int:pk>/doi-ten/", writing.unit_rename, name="rename"),
    path("don-vi/<int:pk>/ngung-hoat-dong/", writing.unit_close, name="close"),
    path("don-vi/<int:pk>/dia-ban/them/", writing.area_add, name="area-add"),
    path("don-vi/dia-ban/<int:pk>/thoi/", writing.area_end, name="area-end"),
    path("don-vi/<int:pk>/so-lieu/them/", writing.count_add, name="count-add"),
    path("don-vi/so-lieu/<int:pk>/sua/", writing.count_edit, name="count-edit"),
]
