"""Addresses of this app."""

from django.urls import URLPattern

app_name = "units"
urlpatterns: list[URLPattern] = []
