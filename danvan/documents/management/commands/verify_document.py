"""Tell from the command line whether a file is a frozen paper."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localtime

from danvan.documents import checking


class Command(BaseCommand):
    help = "Kiểm tra một tệp có đúng là bản đã chốt không, thí dụ: verify_document bien-ban.pdf"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="tệp cần kiểm tra")

    def handle(self, file: Path, **options: Any) -> None:
        try:
            with file.open("rb") as opened:
                sha256 = checking.sha256_of(iter(lambda: opened.read(65_536), b""))
        except OSError as error:
            raise CommandError(f"Không đọc được tệp {file}: {error.strerror}.") from error
        self.stdout.write(f"SHA-256: {sha256}")
        paper = checking.find(sha256, None)
        if paper is None:
            raise CommandError("Không trùng với văn bản nào đã chốt.")
        when = localtime(paper.frozen_at)
        self.stdout.write(
            f"{paper.title}: đúng bản {paper.number:02d}, {paper.frozen_by} chốt lúc {when:%H} giờ {when:%M}, {when:%d/%m/%Y}."
        )
        if paper.note:
            self.stdout.write(paper.note)
