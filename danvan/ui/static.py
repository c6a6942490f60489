"""Static files under names that carry their hash, compressed once when they are collected."""

from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage

_BOOTSTRAP = "bootstrap/"
_OF_BOOTSTRAP = {"bootstrap/css/bootstrap.min.css"}


class HashedStaticStorage(CompressedManifestStaticFilesStorage):
    """Hashed names for style sheets, pictures and ES modules, imports between modules included.

    Of Bootstrap only the one file that the pages link is processed: the wheel brings 8 MB of other builds and maps,
    whose compression would take longer than everything else at the first start.
    """

    support_js_module_import_aggregation = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # Source maps stay out: a reference to one is for developers' tools and need not have a hashed name.
        self.patterns = tuple(
            (extension, tuple(pattern for pattern in patterns if "sourceMappingURL" not in str(pattern)))
            for extension, patterns in HashedFilesMixin.patterns
        )
        super().__init__(*args, **kwargs)

    def post_process(self, paths: dict[str, Any], *args: Any, **options: Any) -> Iterator[Any]:
        """Hash and compress the files that pages use."""
        used = {name: place for name, place in paths.items() if not name.startswith(_BOOTSTRAP) or name in _OF_BOOTSTRAP}
        yield from super().post_process(used, *args, **options)
