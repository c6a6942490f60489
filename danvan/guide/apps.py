from django.apps import AppConfig


class GuideConfig(AppConfig):
    name = "danvan.guide"
    verbose_name = "Hướng dẫn sử dụng"
