from django.apps import AppConfig


class UnitsConfig(AppConfig):
    name = "danvan.units"
    verbose_name = "Đơn vị"

    def ready(self) -> None:
        from danvan.ui.navigation import Item, register

        register(Item("Tổ chức, nhân sự", "units:list", prefix=("/don-vi/", "/can-bo/", "/chuc-danh/"), order=60))
