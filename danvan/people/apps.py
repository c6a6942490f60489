from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "danvan.people"
    verbose_name = "Cán bộ"

    def ready(self) -> None:
        from danvan.people import dependents, panels, posts
        from danvan.units import dependents as of_units
        from danvan.units import panels as of_unit_page

        of_units.register("posts", of_units.Dependent(says=dependents.says, end=posts.end_in_unit))
        of_unit_page.register("in_office", of_unit_page.Panel("people/_in_office.html", panels.in_office))
