"""From a picture of a page to a picture of the guide: cut out, with a frame and a number at what to press, and small.

The marks are drawn afterwards: the pages' strict policy lets nothing into them.
"""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

MOST_BYTES = 80_000
MARK, ON_MARK = (178, 26, 26), (255, 255, 255)
MARGIN, LINE, RADIUS = 10, 4, 15
LEAST_WIDTH = 480
COLOURS = (64, 32, 16)


@dataclass(frozen=True)
class Box:
    """A place on the page, in its pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def around(self, other: "Box") -> "Box":
        """The smallest box around both."""
        return Box(min(self.left, other.left), min(self.top, other.top), max(self.right, other.right), max(self.bottom, other.bottom))

    def grown(self, by: float) -> "Box":
        """The box with a margin."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


def draw(page: bytes, shown: Box, pressed: list[Box]) -> Image.Image:
    """Cut out `shown` and what to press, and mark the latter in its order. Little else: on a phone a picture is small anyway."""
    image = Image.open(BytesIO(page)).convert("RGB")
    pen = ImageDraw.Draw(image)
    for number, box in enumerate(pressed, start=1):
        _mark(pen, box, number, image.width)
        shown = shown.around(box.grown(RADIUS + 5))
    cut = shown.grown(MARGIN)
    right = min(image.width, max(round(cut.right), round(cut.left) + LEAST_WIDTH))
    left = max(0, min(round(cut.left), right - LEAST_WIDTH))
    return image.crop((left, max(0, round(cut.top)), right, min(image.height, round(cut.bottom))))


def _mark(pen: ImageDraw.ImageDraw, box: Box, number: int, width: int) -> None:
    frame = (box.left - 5, box.top - 5, box.right + 5, box.bottom + 5)
    pen.rounded_rectangle(frame, radius=8, outline=MARK, width=LINE)
    # At the upper right corner: labels stand above the left one.
    centre_x, centre_y = min(frame[2], width - RADIUS - 2), max(frame[1], RADIUS + 1)
    pen.ellipse((centre_x - RADIUS, centre_y - RADIUS, centre_x + RADIUS, centre_y + RADIUS), fill=MARK, outline=ON_MARK, width=2)
    pen.text((centre_x, centre_y), str(number), fill=ON_MARK, font=ImageFont.load_default(size=19), anchor="mm")


def save(image: Image.Image, path: Path) -> int:
    """Save with as many colours as keep the file small; returns its size.

    Raises: ValueError when it stays too large: show less.
    """
    for colours in COLOURS:
        kept = BytesIO()
        image.quantize(colors=colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
        if kept.tell() <= MOST_BYTES:
            path.write_bytes(kept.getvalue())
            return kept.tell()
    raise ValueError(f"{path.name} has {kept.tell()} bytes with {COLOURS[-1]} colours: show less of the page")
