"""The floors: what a page, a save and a paper cost before the portal does anything."""

from typing import Any

import psycopg
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.backends.django import DjangoTemplates
from django.test import override_settings
from django.urls import path

from danvan.urls import urlpatterns as portal
from surveys.models import Remark

# What `django-admin startproject` puts there.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
CONTEXT = [f"django.{name}" for name in ("template.context_processors.request", "contrib.auth.context_processors.auth")]
OPTIONS = {"context_processors": [*CONTEXT, "django.contrib.messages.context_processors.messages"], "autoescape": True}
engine = DjangoTemplates({"NAME": "bare", "DIRS": [], "APP_DIRS": False, "OPTIONS": OPTIONS})

COLUMNS = (
    "pk",
    "order",
    "speaker_words",
    "form",
    "order_known",
    "anonymous",
    "restricted",
    "started",
    "kind_id",
    "text",
)
"""Ten columns, plain values of one table: no relation, no filter, no component."""
ROWS = engine.from_string(
    "<!doctype html><title>{{ user }}</title><table>{% for row in rows %}<tr>"
    + "".join(f"<td>{{{{ row.{column} }}}}</td>" for column in COLUMNS)
    + "</tr>{% endfor %}</table>"
)
EMPTY = engine.from_string("<!doctype html><title>{{ user }}</title>")


def rows(request: HttpRequest, pk: int) -> HttpResponse:
    """A page with the meeting's remarks as plain rows."""
    return HttpResponse(ROWS.render({"rows": list(Remark.objects.filter(meeting=pk))}, request))


def empty(request: HttpRequest) -> HttpResponse:
    """A page that knows the user and says nothing."""
    return HttpResponse(EMPTY.render({}, request))


urlpatterns = [path("bare/<int:pk>/", rows), path("bare/", empty), *portal]


def bare_handler() -> WSGIHandler:
    """The floors' views behind Django's default middleware, with session and user."""
    with override_settings(MIDDLEWARE=MIDDLEWARE):
        return WSGIHandler()


class BareInsert:
    """One INSERT and its COMMIT on a connection that is open, without Django."""

    def __init__(self) -> None:
        params = {**connection.get_connection_params(), "dbname": connection.settings_dict["NAME"]}
        wanted = ("dbname", "user", "password", "host", "port")
        self.connection = psycopg.connect(**{name: params[name] for name in wanted if params.get(name)})
        self.connection.execute("CREATE TABLE bare (id bigserial PRIMARY KEY, text text NOT NULL)")
        self.connection.commit()

    def __call__(self, text: str) -> None:
        self.connection.execute("INSERT INTO bare (text) VALUES (%s)", [text])
        self.connection.commit()

    def close(self) -> None:
        self.connection.close()


def bare_paper() -> Any:
    """A function that prints one paragraph with WeasyPrint alone, as the portal does: same font, same variant of PDF."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from danvan.documents.pdf import FONTS, VARIANT

    fonts = FontConfiguration()
    css = CSS(string=f"body {{ font-family: {FONTS} }}")
    html = f'<html lang="{settings.LANGUAGE_CODE}"><title>Một đoạn</title><p>Tổ họp đều hằng tháng, ghép với sinh hoạt chi bộ.</p>'
    return lambda: HTML(string=html).write_pdf(stylesheets=[css], font_config=fonts, pdf_variant=VARIANT)
