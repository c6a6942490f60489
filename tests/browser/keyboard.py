"""Using a page by keyboard alone: Tab to a thing by its name, then type, choose, tick or press."""

from playwright.sync_api import Page

MOST_TABS = 400
NAME = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return "";
  const legend = at.type === "radio" ? (at.closest("fieldset")?.querySelector("legend")?.textContent || "") + ": " : "";
  const own = at.getAttribute("aria-label") || (at.labels && at.labels[0] && at.labels[0].textContent) || at.textContent || "";
  return (legend + own).replace(/\\s+/g, " ").trim();
}"""
KIND = "() => document.activeElement.tagName + ':' + (document.activeElement.type || '')"
CHOSEN = "() => document.activeElement.selectedOptions[0].textContent.trim()"


class Keyboard:
    """The keyboard of one page; nothing here moves a mouse or calls `focus()`."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def to(self, name: str, kind: str = "") -> None:
        """Tab until the focus is on the thing whose name begins with `name` (and whose kind, as "A" or "INPUT:text", with `kind`)."""
        for _ in range(MOST_TABS):
            if self.page.evaluate(NAME).startswith(name) and self.page.evaluate(KIND).startswith(kind):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no “{name}” is reached by Tab on {self.page.url}")

    def type(self, name: str, text: str) -> None:
        """Write into a field, over what stands there."""
        self.to(name)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def choose(self, name: str, option: str) -> None:
        """Choose in a select by arrow keys."""
        self.to(name, "SELECT")
        self.page.keyboard.press("Home")
        for _ in range(MOST_TABS):
            chosen = self.page.evaluate(CHOSEN)
            if chosen.startswith(option):
                return
            self.page.keyboard.press("ArrowDown")
            assert self.page.evaluate(CHOSEN) != chosen, f"“{name}” does not offer “{option}”"

    def tick(self, name: str) -> None:
        """Tick a box."""
        self.to(name, "INPUT:checkbox")
        self.page.keyboard.press("Space")

    def press(self, name: str, kind: str = "") -> None:
        """Press a button or follow a link, and wait for the page it leads to."""
        self.to(name, kind)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def press_without_leaving(self, name: str) -> None:
        """Open or close a part of the page."""
        self.to(name)
        self.page.keyboard.press("Enter")

    def unfold(self, name: str) -> None:
        """Open the folded parts of the page on the way, until something called `name` can be reached."""
        for _ in range(MOST_TABS):
            if self.page.evaluate(NAME).startswith(name):
                return
            if self.page.evaluate("() => document.activeElement.tagName === 'SUMMARY' && !document.activeElement.parentElement.open"):
                self.page.keyboard.press("Enter")
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no “{name}” behind a fold of {self.page.url}")

    def to_empty(self, name: str) -> None:
        """Tab to the next field of this name that is empty."""
        for _ in range(MOST_TABS):
            self.to(name)
            if not self.page.evaluate("() => document.activeElement.value"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no empty “{name}”")

    def back_to(self, name: str) -> None:
        """Go back to a thing by Shift+Tab."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Shift+Tab")
            if self.page.evaluate(NAME).startswith(name):
                return
        raise AssertionError(f"no “{name}” before this place")
