"""The lock files: everything pinned by hash, no address in them, and made from what pyproject.toml asks for."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-test.lock")


PIN = re.compile(r"^(?P<name>[a-z0-9._-]+)==(?P<version>[^ ;\\]+)(?: *; *(?P<marker>[^\\]+))?", re.M)


def pins(lock: str) -> set[tuple[str, str, str | None]]:
    """Name, version and marker of each package of a lock."""
    return set(PIN.findall((ROOT / lock).read_text()))


def names(requirements: list[str]) -> set[str]:
    return {re.match(r"[A-Za-z0-9._-]+", requirement)[0].lower() for requirement in requirements}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_of_a_lock_has_a_hash_and_none_an_address(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert not re.search(r"^-", text, re.M), "an option would name an index or a folder"
    for entry in re.split(r"^(?=[a-z])", text, flags=re.M)[1:]:
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


def test_the_locks_hold_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    run, test = ({name for name, _, _ in pins(lock)} for lock in LOCKS)
    assert names(project["dependencies"]) <= run
    assert names(project["optional-dependencies"]["test"]) <= test


def test_the_portal_is_tested_with_the_versions_it_runs_with() -> None:
    run, test = (pins(lock) for lock in LOCKS)
    assert run <= test


def test_every_dependency_has_its_line_in_the_docs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    text = (ROOT / "docs" / "dependencies.md").read_text()
    asked = names(project["dependencies"]) | names(project["optional-dependencies"]["test"])
    assert [name for name in sorted(asked) if not re.search(rf"^\|[^|]*\b{re.escape(name)}\b", text, re.M)] == []
