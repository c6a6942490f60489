"""Load the vocabularies and titles an office starts with; run twice, it adds nothing."""

from typing import Any

import pghistory
from django.core.management.base import BaseCommand
from django.db import transaction

from surveys import vocabularies


class Command(BaseCommand):
    help = "Nạp danh mục từ và chức danh ban đầu; không đụng đến những gì đã có."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic(), pghistory.context(source="load_vocabularies"):
            added = vocabularies.load()
        self.stdout.write(f"Đã thêm {added:02d} mục vào danh mục.")
