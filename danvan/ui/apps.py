from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "danvan.ui"
    verbose_name = "Giao diện"
