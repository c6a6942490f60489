"""Plain drawings that stand for photos: nobody is in them, and each says that it is a sample."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

from danvan.documents import files
from danvan.documents.models import StoredFile

_SIZE = (1200, 800)
_WALL, _FLOOR, _WOOD, _RED, _PAPER = "#e8dfcb", "#b9a98a", "#7a5a3a", "#8e1b1e", "#fffdf9"
_FONT = "LiberationSans-Regular.ttf"


def draw(scene: str, by: object) -> StoredFile:
    """Keep a drawing of a hall ("hall"), a speaker's desk ("speaker") or a notice board ("board").

    Args:
        scene: what to draw.
        by: the user who is said to have brought it.
    """
    picture = Image.new("RGB", _SIZE, _WALL)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 560, 1200, 800), fill=_FLOOR)
    pen.rectangle((300, 80, 900, 170), fill=_RED)
    {"hall": _rows_of_chairs, "speaker": _desk, "board": _board}[scene](pen)
    _write(pen)
    written = BytesIO()
    picture.save(written, "JPEG", quality=80)
    return files.keep_photo(SimpleUploadedFile("anh-mau.jpg", written.getvalue(), "image/jpeg"), by)


def _rows_of_chairs(pen: ImageDraw.ImageDraw) -> None:
    for row in range(3):
        for place in range(8 - row):
            left = 110 + row * 60 + place * 130
            pen.rounded_rectangle((left, 420 + row * 110, left + 80, 500 + row * 110), 12, fill=_WOOD)


def _desk(pen: ImageDraw.ImageDraw) -> None:
    pen.polygon(((470, 420), (730, 420), (770, 700), (430, 700)), fill=_WOOD)
    pen.line((600, 420, 560, 320), fill="#333333", width=8)
    pen.ellipse((540, 295, 580, 335), fill="#333333")


def _board(pen: ImageDraw.ImageDraw) -> None:
    pen.rectangle((250, 230, 950, 620), fill=_WOOD)
    for column in range(3):
        left = 290 + column * 220
        pen.rectangle((left, 260, left + 180, 590), fill=_PAPER)
        for line in range(9):
            pen.line((left + 20, 295 + line * 32, left + 160 - line % 3 * 25, 295 + line * 32), fill="#9a9a9a", width=6)


def _write(pen: ImageDraw.ImageDraw) -> None:
    """Say that it is a sample. A machine without the papers' font gets the drawing alone."""
    try:
        font = ImageFont.truetype(_FONT, 54)
    except OSError:
        return
    pen.text((600, 125), "ẢNH MẪU", font=font, fill=_PAPER, anchor="mm")
