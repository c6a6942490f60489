"""Which paper bears a number of the book: apps above say so for theirs in `AppConfig.ready()`, since nothing here may import them."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from danvan.documents.kinds import Place
from danvan.documents.models import PaperNumber


@dataclass(frozen=True)
class Held:
    """The paper that bears a number: where it is, None when the user may not know of it; and whether it is signed."""

    place: Place | None
    signed: bool


@dataclass(frozen=True)
class Holder:
    """Papers of one kind.

    Attributes:
        find: given keys of entries of the book and the user (None for the command line), those that a paper of this kind bears.
            Asks the database a fixed number of times.
        let_go: given an entry that is being withdrawn, takes the number off an unsigned paper, so that it can get another.
    """

    find: Callable[[Collection[int], Any | None], Mapping[int, Held]]
    let_go: Callable[[PaperNumber], None]


_holders: dict[str, Holder] = {}


def register(name: str, holder: Holder) -> None:
    """Make a kind of papers known; the same name again takes the place of the first."""
    _holders[name] = holder


def held(numbers: Collection[PaperNumber], user: Any | None) -> dict[int, Held]:
    """The papers that bear these numbers, by the key of the entry; an entry that no paper bears is left out."""
    keys = [number.pk for number in numbers]
    found: dict[int, Held] = {}
    for holder in _holders.values() if keys else ():
        found.update(holder.find(keys, user))
    return found


def let_go(number: PaperNumber) -> None:
    """Take the number off unsigned papers of every kind."""
    for holder in _holders.values():
        holder.let_go(number)
