"""What a page's form would send if its button were pressed without typing anything."""

from bs4 import BeautifulSoup


def filled(page: BeautifulSoup) -> dict[str, str | list[str]]:
    """Return the values of the main form of a page, hidden ones included."""
    form = page.select_one("main form[method=post]")
    values: dict[str, str | list[str]] = {}
    for control in form.select("input[name], textarea[name], select[name]"):
        name, kind = control["name"], control.get("type", "text")
        if control.name == "select":
            chosen = [option.get("value", "") for option in control.select("option[selected]")]
            values[name] = chosen if control.has_attr("multiple") else (chosen or [control.option.get("value", "")])[0]
        elif control.name == "textarea":
            values[name] = control.get_text()
        elif kind not in ("checkbox", "radio", "file", "submit") or control.has_attr("checked"):
            values[name] = control.get("value", "")
    return values
