"""Run by Debian's own Python: open a Word file in LibreOffice, type what the orders say, save it as a Word file.

Usage: office_script.py SOURCE TARGET ORDERS.json PROFILE_FOLDER
"""

import json
import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

WORD_FILTER = "MS Word 2007 XML"


def main(source: str, target: str, orders: str, profile: str) -> None:
    pipe = f"danvan{uuid.uuid4().hex}"
    options = ["--headless", "--norestore", f"--accept=pipe,name={pipe};urp;", f"-env:UserInstallation={Path(profile).as_uri()}"]
    with subprocess.Popen(["soffice", *options], stderr=subprocess.DEVNULL) as office:
        try:
            desktop = connected(pipe)
            document = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, (value("Hidden", True),))
            for what, *words in json.loads(Path(orders).read_text()):
                EDITS[what](document, *words)
            document.storeToURL(Path(target).as_uri(), (value("FilterName", WORD_FILTER),))
            document.close(True)
            desktop.terminate()
            office.wait(timeout=60)
        finally:
            office.kill()


def connected(pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(120):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


def value(name: str, content: Any) -> Any:
    found = PropertyValue()
    found.Name, found.Value = name, content
    return found


def found(document: Any, words: str, start: Any = None) -> Any:
    """The first place with these words, after `start`."""
    search = document.createSearchDescriptor()
    search.SearchString, search.SearchCaseSensitive = words, True
    place = document.findNext(start, search) if start is not None else document.findFirst(search)
    if place is None:
        raise SystemExit(f"not in the file: {words}")
    return place


def end_of_paragraph(place: Any) -> Any:
    cursor = place.getText().createTextCursorByRange(place)
    cursor.gotoEndOfParagraph(False)
    return cursor


def replace(document: Any, old: str, new: str) -> None:
    found(document, old).setString(new)


def fill(document: Any, begin: str, words: str) -> None:
    found(document, "…" * 2, found(document, begin).getStart()).setString(words)


def insert_after(document: Any, begin: str, text: str) -> None:
    cursor = end_of_paragraph(found(document, begin))
    cursor.getText().insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
    cursor.getText().insertString(cursor, text, False)


def delete(document: Any, begin: str) -> None:
    cursor = found(document, begin).getText().createTextCursorByRange(found(document, begin))
    cursor.gotoStartOfParagraph(False)
    cursor.gotoEndOfParagraph(True)
    cursor.goRight(1, True)
    cursor.setString("")


def split(document: Any, begin: str, at: str) -> None:
    place = found(document, at, found(document, begin).getStart())
    place.getText().insertControlCharacter(place.getStart(), PARAGRAPH_BREAK, False)


EDITS = {"replace": replace, "fill": fill, "insert_after": insert_after, "delete": delete, "split": split}

if __name__ == "__main__":
    main(*sys.argv[1:])
