"""Started by script/huong-dan: sets Django up before anything that needs it is imported."""

import os
import sys

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danvan.settings")
    django.setup()
    from tests.guide.taking import take_all

    sys.exit(take_all(sys.argv[1:]))


if __name__ == "__main__":
    main()
