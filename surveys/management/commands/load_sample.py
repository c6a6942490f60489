"""Load the sample data; run twice, it adds nothing."""

from typing import Any

from django.core.management.base import BaseCommand

from surveys.sample import accounts, loading


class Command(BaseCommand):
    help = "Nạp dữ liệu mẫu: hội nghị gốc năm 2017, một phường không có thật của ngày nay, tài khoản dùng thử."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = loading.load()
        self.stdout.write("Đã nạp hội nghị khảo sát ngày 19/7/2017." if loaded.reference else "Hội nghị khảo sát ngày 19/7/2017 đã có.")
        if not loaded.ward:
            self.stdout.write("Phường mẫu đã có. Tài khoản và mật khẩu giữ nguyên.")
            return
        self.stdout.write("Đã nạp phường mẫu.")
        self.stdout.write(accounts.path().read_text(encoding="utf-8"))
