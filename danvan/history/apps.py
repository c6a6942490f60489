from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "danvan.history"
    verbose_name = "Lịch sử"
