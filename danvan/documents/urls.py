"""Addresses of how units write their papers, and of checking one."""

from django.urls import path

from danvan.documents import dossiers, views

app_name = "documents"
urlpatterns = [
    path("don-vi/<int:pk>/cach-viet/", views.house_style, name="house-style"),
    path("don-vi/<int:pk>/cach-viet/chu-tat/", views.abbreviation_add, name="abbreviation-add"),
    path("chu-tat/<int:pk>/bo/", views.abbreviation_remove, name="abbreviation-remove"),
    path("ho-so/<int:pk>/tai-ve/", dossiers.file, name="dossier-file"),
    path("kiem-tra-van-ban/", views.paper_check, name="paper-check"),
]
