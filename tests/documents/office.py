"""LibreOffice as a user's program: it opens Word files, is told what to type, and saves them."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

DEBIAN_PYTHON = "/usr/bin/python3"
"""LibreOffice's bindings are there for Debian's own Python only."""
SCRIPT = Path(__file__).with_name("office_script.py")
PATIENCE = 300

Edit = Sequence[str]
"""What to do and its words: replace OLD NEW, fill BEGIN WORDS, insert_after BEGIN TEXT, delete BEGIN, split BEGIN AT."""


def edited_in_office(data: bytes, edits: Sequence[Edit], folder: Path) -> bytes:
    """The file as LibreOffice saves it after these edits."""
    source, target, orders = folder / "before.docx", folder / "after.docx", folder / "edits.json"
    source.write_bytes(data)
    orders.write_text(json.dumps([list(edit) for edit in edits]))
    command = [DEBIAN_PYTHON, str(SCRIPT), str(source), str(target), str(orders), str(folder / "profile")]
    subprocess.run(command, check=True, timeout=PATIENCE)
    return target.read_bytes()


def pdfs_by_office(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """The PDFs that LibreOffice makes of Word files."""
    for name, data in files.items():
        (folder / f"{name}.docx").write_bytes(data)
    names = [str(folder / f"{name}.docx") for name in files]
    command = [
        "soffice",
        f"-env:UserInstallation=file://{folder}/profile",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        *names,
    ]
    subprocess.run(command, check=True, timeout=PATIENCE, capture_output=True)
    return {name: (folder / f"{name}.pdf").read_bytes() for name in files}
