"""Addresses of the jobs in the background."""

from django.urls import path

from danvan.jobs import views

app_name = "jobs"
urlpatterns = [
    path("viec-chay-nen/", views.job_list, name="list"),
    path("viec-chay-nen/<int:pk>/", views.job_detail, name="detail"),
    path("viec-chay-nen/<int:pk>/thu-lai/", views.job_retry, name="retry"),
]
