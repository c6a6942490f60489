"""All addresses of the portal: Vietnamese words without marks. Each app names its own routes."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("danvan.accounts.urls")),
    path("", include("danvan.desk.urls")),
    path("", include("danvan.ui.urls")),
    path("", include("danvan.guide.urls")),
    path("", include("danvan.units.urls")),
    path("", include("danvan.people.urls")),
    path("", include("danvan.jobs.urls")),
    path("", include("danvan.documents.urls")),
    path("", include("surveys.urls")),
    path("", include("surveys.news_urls")),
]
handler400 = "danvan.ui.views.bad_request"
handler403 = "danvan.ui.views.forbidden"
handler404 = "danvan.ui.views.not_found"
handler500 = "danvan.ui.views.server_error"
