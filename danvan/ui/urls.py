"""Addresses that belong to no app."""

from django.urls import path

from danvan.ui import views

app_name = "ui"
urlpatterns = [
    path("nen-chu/", views.display, name="display"),
    path("kieu-mau/", views.patterns, name="patterns"),
]
