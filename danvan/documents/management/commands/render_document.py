"""Make a paper from the command line."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from danvan.documents import kinds

SOURCES = ("meeting", "survey")


class Command(BaseCommand):
    help = "In một văn bản ra tệp, thí dụ: render_document minutes --meeting 12 --format pdf --out bien-ban.pdf"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", nargs="?", help="loại văn bản")
        parser.add_argument("--list", action="store_true", help="liệt kê các loại văn bản")
        for source in SOURCES:
            parser.add_argument(f"--{source}", type=int, metavar="ID")
        parser.add_argument("--format", choices=list(kinds.PRINTERS), default="pdf", help="dạng tệp, mặc định là pdf")
        parser.add_argument("--out", type=Path, metavar="FILE", help="tệp để ghi ra")

    def handle(self, **options: Any) -> None:
        if options["list"]:
            for kind in kinds.all_kinds():
                self.stdout.write(f"{kind.name} {_sources(kind)}: {kind.label}")
            return
        kind = self._kind(options["kind"])
        source = next((source for source in kind.sources if options[source] is not None), None)
        if source is None or options["out"] is None:
            raise CommandError(f"Ghi đủ: render_document {kind.name} {_sources(kind)} --out FILE")
        data = self._printed(kind, source, options[source], options["format"])
        try:
            options["out"].write_bytes(data)
        except OSError as error:
            raise CommandError(f"Không ghi được tệp {options['out']}: {error.strerror}.") from error
        self.stdout.write(f"Đã ghi {options['out']}, {len(data)} byte.")

    def _kind(self, name: str | None) -> kinds.PaperKind:
        known = {kind.name: kind for kind in kinds.all_kinds()}
        if name not in known:
            raise CommandError(f"Chọn một loại văn bản: {', '.join(known)}.")
        return known[name]

    def _printed(self, kind: kinds.PaperKind, source: str, source_id: int, file_format: str) -> bytes:
        try:
            return kinds.PRINTERS[file_format](kind.compose(source, source_id))
        except kinds.PaperNotFoundError as error:
            raise CommandError(str(error)) from error


def _sources(kind: kinds.PaperKind) -> str:
    return " | ".join(f"--{source} ID" for source in kind.sources)
