from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "danvan.desk"
    verbose_name = "Bàn làm việc"

    def ready(self) -> None:
        from danvan.desk import jobs
        from danvan.desk.directory import find_people, find_units
        from danvan.desk.providers import Act, register_act, register_search, register_work
        from danvan.ui.navigation import Item, register

        register_work(jobs.work)
        register_search(find_people)
        register_search(find_units)
        register_act(Act("Thêm tài khoản", "accounts:user-add", order=90))
        register(Item("Việc hôm nay", "desk:home", order=10))
