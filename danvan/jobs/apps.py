from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "danvan.jobs"
    verbose_name = "Việc chạy nền"
