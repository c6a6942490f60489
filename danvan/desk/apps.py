from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "danvan.desk"
    verbose_name = "Bàn làm việc"

    def ready(self) -> None:
        from danvan.desk.directory import find_people, find_units
        from danvan.desk.providers import register_search

        register_search(find_people)
        register_search(find_units)
