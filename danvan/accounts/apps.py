from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "danvan.accounts"
    verbose_name = "Tài khoản"

    def ready(self) -> None:
        from danvan.accounts.editors import last_editor
        from danvan.accounts.permissions import can_open
        from danvan.ui import navigation
        from danvan.ui.forms import set_editor_lookup

        navigation.set_gate(can_open)
        navigation.register(navigation.Item("Tài khoản", "accounts:user-list", "/tai-khoan/", order=90))
        set_editor_lookup(last_editor)
