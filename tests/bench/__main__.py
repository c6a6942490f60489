"""Started by script/bench: sets Django up before anything that needs it is imported."""

import os
import sys

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danvan.settings")
    django.setup()
    from tests.bench.report import report

    report(write="--dry" not in sys.argv)


if __name__ == "__main__":
    main()
