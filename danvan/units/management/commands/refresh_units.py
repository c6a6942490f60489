"""Bring the names that units repeat up to today: for changes that were dated in the future."""

from typing import Any

from django.core.management.base import BaseCommand

from danvan.units import versions
from danvan.units.models import Unit


class Command(BaseCommand):
    help = "Cập nhật tên hiện nay của các đơn vị theo ngày hôm nay."

    def handle(self, *args: Any, **options: Any) -> None:
        renamed = 0
        for unit in Unit.objects.filter(pk__in=versions.outdated()):
            versions.refresh(unit)
            renamed += 1
        self.stdout.write(f"Đã cập nhật {renamed:02d} đơn vị.")
