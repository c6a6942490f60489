"""Names for signing in: what is typed is read kindly, and a new one is suggested from the full name."""

import re
from collections.abc import Callable

from danvan.vietnamese.names import split_name
from danvan.vietnamese.text import clean, fold

_NOT_IN_NAMES = re.compile(r"[^a-z0-9]")


def normalise(typed: str) -> str:
    """Return the username that was meant: " Hạnh.NT " is hanh.nt.

    Usernames have no marks, capitals or spaces, so those come from an input method, a phone's keyboard or a slip.
    """
    return "".join(fold(clean(typed)).split())


def suggest(full_name: str, is_taken: Callable[[str], bool]) -> str:
    """Suggest a username as offices write them: tên, a dot, the initials of họ and đệm: Nguyễn Thị Hạnh is hanh.nt.

    Args:
        full_name: as in a list of people.
        is_taken: whether an account has this name; a taken one gets the first free number (hanh.nt2).

    Returns:
        A free username; empty for a name without a letter.
    """
    family_and_middle, given = split_name(full_name)
    initials = "".join(_letters(word)[:1] for word in family_and_middle.split())
    base = ".".join(part for part in (_letters(given), initials) if part)
    if not base or not is_taken(base):
        return base
    number = 2
    while is_taken(f"{base}{number}"):
        number += 1
    return f"{base}{number}"


def _letters(word: str) -> str:
    return _NOT_IN_NAMES.sub("", fold(word))
