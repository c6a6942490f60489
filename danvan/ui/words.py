"""Words of labels inside sentences."""

_STAY_CAPITAL = ("Đảng", "Nhân dân", "Mặt trận", "Ủy ban", "Hội đồng", "Quận", "Ban ", "Quốc hội")


def in_sentence(label: str) -> str:
    """Return a label as it stands inside a sentence: "Họ và tên" is "họ và tên", "TDP" and "Đảng ủy" stay."""
    if label.startswith(_STAY_CAPITAL) or label[1:2].isupper() or label[1:2].isdigit():
        return label
    return label[:1].lower() + label[1:]
