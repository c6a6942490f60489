"""Addresses of surveys and meetings."""

from django.urls import URLPattern

app_name = "surveys"
urlpatterns: list[URLPattern] = []
