"""The style sheet: the two dark blocks are equal, letters stand out enough, nothing is below the house's sizes."""

import re
from pathlib import Path

import pytest
from django.conf import settings

SHEET = (Path(settings.BASE_DIR) / "static" / "css" / "danvan.css").read_text(encoding="utf-8")
TOKEN = re.compile(r"(--[a-z-]+):\s*(#[0-9a-f]{6})")
BLOCKS = {
    "light": r':root, \[data-bs-theme="light"\] \{(.*?)\n\}',
    "dark": r'\n\[data-bs-theme="dark"\] \{(.*?)\n\}',
    "device": r"prefers-color-scheme: dark\) \{ :root:not\(\[data-bs-theme\]\) \{(.*?)\n\}",
}


def block(name: str) -> dict[str, str]:
    """Return the colours of one block of tokens."""
    found = re.search(BLOCKS[name], SHEET, re.DOTALL)
    assert found
    return dict(TOKEN.findall(found[1]))


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_dark_by_choice_and_dark_by_device_are_the_same():
    assert block("dark") == block("device")
    assert set(block("dark")) == set(block("light"))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["--paper", "--sheet", "--sunken"])
@pytest.mark.parametrize("ink", ["--ink", "--muted", "--link", "--ok", "--wait", "--bad", "--idle"])
def test_letters_stand_out_from_every_ground(theme, ground, ink):
    assert contrast(block(theme)[ink], block(theme)[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_letters_stand_out_from_tints_and_from_the_button(theme):
    tokens = block(theme)
    for ground in ("--ok-tint", "--wait-tint", "--bad-tint", "--info-tint"):
        assert contrast(tokens["--ink"], tokens[ground]) >= 7
    for ground in ("--accent", "--accent-strong"):
        assert contrast(tokens["--on-accent"], tokens[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["--paper", "--sheet", "--sunken"])
def test_edges_of_controls_and_the_ring_of_focus_are_seen(theme, ground):
    assert contrast(block(theme)["--edge"], block(theme)[ground]) >= 3
    assert contrast(block(theme)["--focus"], block(theme)[ground]) >= 3


def test_no_letters_are_smaller_than_16_px_and_no_lines_closer_than_one_and_a_half():
    sizes = [float(size) for size in re.findall(r"(?:font-size|--t-\d): ?(\d*\.?\d+)rem", SHEET)]
    assert min(sizes) >= 1
    heights = [float(height) for height in re.findall(r"line-height: (\d*\.?\d+)[;} ]", SHEET)]
    assert min(heights) >= 1.5


def test_nothing_comes_from_outside():
    assert not re.search(r"url\((?!\"data:)", SHEET)
    assert "@import" not in SHEET
