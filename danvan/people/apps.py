from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "danvan.people"
    verbose_name = "Cán bộ"

    def ready(self) -> None:
        from danvan.people import dependents, posts
        from danvan.units.dependents import Dependent, register

        register("posts", Dependent(says=dependents.says, end=posts.end_in_unit))
