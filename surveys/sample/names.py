"""Common names for people who do not exist, the same ones on every run.

The words are chosen so that no mixture of them is the name of somebody widely known.
"""

import random
from collections.abc import Iterator

_FAMILIES = (
    ["Nguyễn"] * 9 + ["Trần"] * 4 + ["Lê"] * 3 + ["Phạm"] * 3 + ["Hoàng", "Vũ", "Vũ", "Đặng", "Bùi", "Bùi", "Đỗ", "Đỗ"]
    + ["Ngô", "Dương", "Lý", "Đinh", "Mai", "Trịnh", "Đoàn", "Cao", "Lương", "Phan", "Tạ", "Chu", "Kiều", "Khuất"]
)  # fmt: skip
_MEN = ("Văn", "Văn", "Văn", "Đình", "Bá", "Huy", "Hữu", "Danh")
_WOMEN = ("Thị", "Thị", "Thị", "Thị Bích", "Thị Ngọc", "Thị Mỹ", "Thị Thanh")
_MENS_NAMES = (
    "Bính", "Chuyền", "Dụ", "Đoan", "Giáp", "Hách", "Hoạch", "Hợp", "Huấn", "Kỳ", "Lập", "Lượng",
    "Miện", "Nhuận", "Nhượng", "Phấn", "Sáng", "Tề", "Thản", "Thuyên", "Tính", "Trạch", "Tuyên", "Vịnh", "Xuyên",
)  # fmt: skip
_WOMENS_NAMES = (
    "Bưởi", "Chắt", "Chinh", "Cúc", "Dần", "Dịu", "Duyên", "Đượm", "Hảo", "Hoạt", "Hợi", "Lan", "Lành", "Lê", "Loan",
    "Mùi", "Ngần", "Ngoan", "Nhàn", "Nhung", "Nụ", "Quyên", "Sen", "Thắm", "Thìn", "Thoa", "Thơm", "Tỵ", "Vui", "Xuyến",
)  # fmt: skip


def names(taken: set[str], seed: int = 2026) -> Iterator[tuple[str, str]]:
    """Yield pairs of a man's and a woman's full name without end; no name comes twice, and none that is taken."""
    # Not for secrets: the same names each time.
    dice = random.Random(seed)  # noqa: S311
    used = set(taken)

    def fresh(middles: tuple[str, ...], given: tuple[str, ...]) -> str:
        while True:
            name = " ".join((dice.choice(_FAMILIES), dice.choice(middles), dice.choice(given)))
            if name not in used:
                used.add(name)
                return name

    while True:
        yield fresh(_MEN, _MENS_NAMES), fresh(_WOMEN, _WOMENS_NAMES)
