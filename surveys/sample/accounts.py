"""Accounts to try the portal with: one for each role of the invented ward, and one for the office of the reference case."""

import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateRange

from danvan.accounts.models import Membership, Role, User
from danvan.accounts.passwords import readable
from danvan.accounts.usernames import suggest
from danvan.people.models import Person
from danvan.units.models import Unit
from surveys.sample.people import People
from surveys.sample.ward import SET_UP, SampleWard

TEAM = 16
"""The residential group whose team has accounts."""
NOBODYS = {Role.ADMIN: ("quantri.mau", "Quản trị mẫu"), Role.SURVEY: ("khaosat.mau", "Khảo sát mẫu")}
"""Username and display name of the accounts that are no person's."""
HEADER = """
Tài khoản mẫu, chỉ để dùng thử. Mật khẩu đặt ở lần nạp dữ liệu mẫu, tệp này chỉ người chạy chương trình đọc được.
"""


@dataclass(frozen=True)
class SampleAccount:
    """An account that was made, with its password as it can be read now and never again."""

    user: User
    role: str
    unit: Unit
    password: str


def path() -> Path:
    """The file that holds the passwords."""
    return Path(settings.VAR_DIR) / "sample-accounts.txt"


def load_accounts(ward: SampleWard, people: People, office: Unit) -> dict[str, User]:
    """Make the accounts and write them down with their passwords.

    Args:
        ward: the invented ward.
        people: its people; the accounts are theirs.
        office: the office of the reference case. Its account is nobody's: what its officials did is known, what they do here is not.

    Returns:
        The users by role. The ward's quản trị also keeps the accounts of the office.
    """
    committee, board, team = ward.bodies["committee"], ward.bodies["board"], ward.teams[TEAM]
    wanted: list[tuple[Role, Unit, Person | None]] = [
        (Role.SURVEY, board, people.officials["note-taker"]),
        (Role.WARD, board, people.officials["ward officer"]),
        (Role.HEAD, board, people.officials["head of board"]),
        (Role.STANDING, committee, people.officials["standing"]),
        (Role.CLERK, committee, people.officials["clerk"]),
        (Role.TEAM_HEAD, team, people.find(f"head {TEAM}")),
        (Role.TEAM_DEPUTY, team, people.find(f"deputy {TEAM}")),
        (Role.ADMIN, committee, None),
        (Role.SURVEY, office, None),
    ]
    made = [_make(role, unit, person) for role, unit, person in wanted]
    users = {account.role: account.user for account in reversed(made)}
    Membership.objects.create(user=users[Role.ADMIN], unit=office, role=Role.ADMIN, valid=DateRange(SET_UP, None))
    _write_down(made)
    return users


def _make(role: Role, unit: Unit, person: Person | None) -> SampleAccount:
    def is_taken(username: str) -> bool:
        return User.objects.filter(username=username).exists()

    username, name = NOBODYS[role] if person is None else ("", person.full_name)
    if not username or is_taken(username):
        username = suggest(name, is_taken)
    password = readable()
    user = User.objects.create_user(username, password, display_name=name, person=person)
    Membership.objects.create(user=user, unit=unit, role=role, valid=DateRange(SET_UP, None))
    return SampleAccount(user, role, unit, password)


def _write_down(made: list[SampleAccount]) -> None:
    """Write the file anew, readable for its owner alone from the first byte on."""
    rows = [("Tên đăng nhập", "Mật khẩu", "Vai trò", "Đơn vị")]
    rows += [(account.user.username, account.password, Role(account.role).label, str(account.unit)) for account in made]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = ["  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]) for row in rows]
    path().parent.mkdir(parents=True, exist_ok=True)
    path().unlink(missing_ok=True)
    with open(os.open(path(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(HEADER + "\n" + "\n".join(lines) + "\n")
