"""Addresses of the guide."""

from django.urls import path

from danvan.guide import views

app_name = "guide"
urlpatterns = [
    path("huong-dan/", views.contents, name="contents"),
    path("huong-dan/<slug:slug>/", views.page, name="page"),
]
