from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HistoryConfig(AppConfig):
    name = "danvan.history"
    verbose_name = "Lịch sử"

    def ready(self) -> None:
        from danvan.history.roles import grant

        post_migrate.connect(grant, sender=self)
