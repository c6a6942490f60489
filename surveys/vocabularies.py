"""The vocabularies an office starts with: domain.md, "Vocabularies". What a user changed is never overwritten, only missing entries come."""

from typing import Any

from danvan.people.models import PostTitle
from surveys.models import Term

V = Term.Vocabulary

TERMS: dict[str, list[tuple[str, str, str]]] = {
    V.REMARK_KIND: [
        ("KQ", "kết quả, cách làm hay", ""),
        ("KK", "khó khăn, vướng mắc", ""),
        ("KN", "kiến nghị, đề xuất", ""),
        ("PA", "phản ánh", ""),
        ("GY", "góp ý", ""),
        ("TT", "tiếp thu, giải trình", ""),
        ("TL", "tham luận", ""),
    ],
    V.CONTENT_GROUP: [
        ("CK", "công khai", "Luật 10/2022/QH15, Điều 11-14"),
        ("BQ", "bàn và quyết định", "Luật 10/2022/QH15, Điều 15-24"),
        ("TG", "tham gia ý kiến", "Luật 10/2022/QH15, Điều 25-29"),
        ("GS", "kiểm tra, giám sát", "Luật 10/2022/QH15, Điều 30-45"),
        ("HD", "hoạt động của tổ, phối hợp", "Ngoài các nội dung thực hiện dân chủ ở cơ sở"),
    ],
    V.FIELD: [
        ("dat-dai", "đất đai, giải phóng mặt bằng", ""),
        ("xay-dung", "trật tự xây dựng", ""),
        ("do-thi", "trật tự đô thị", ""),
        ("moi-truong", "môi trường", ""),
        ("thoat-nuoc", "thoát nước", ""),
        ("giao-thong", "giao thông, chiếu sáng", ""),
        ("an-ninh", "an ninh trật tự, phòng cháy chữa cháy", ""),
        ("an-sinh", "an sinh", ""),
        ("y-te", "y tế", ""),
        ("giao-duc", "giáo dục", ""),
        ("van-hoa", "văn hóa", ""),
        ("thu-chi", "thu, chi đóng góp", ""),
        ("thu-tuc", "thủ tục hành chính", ""),
        ("to-chuc", "tổ chức bộ máy, tổ dân vận", ""),
        ("kinh-phi", "phụ cấp, kinh phí", ""),
        ("khac", "khác", ""),
    ],
    V.LEVEL: [
        ("to", "tổ dân vận, tổ dân phố", ""),
        ("chi-bo", "chi bộ", ""),
        ("ubnd", "UBND phường", ""),
        ("dang-uy", "Đảng ủy phường", ""),
        ("mttq", "MTTQ, đoàn thể", ""),
        ("thanh-pho", "thành phố, sở", ""),
        ("khac", "khác", ""),
    ],
    V.BASIS: [
        ("PL34", "Pháp lệnh 34/2007/PL-UBTVQH11", "Có hiệu lực từ 01/7/2007 đến 30/6/2023"),
        ("L10", "Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15", "Có hiệu lực từ 01/7/2023"),
        ("ND59", "Nghị định 59/2023/NĐ-CP", ""),
        ("06QC", "06 quy chế dân chủ của địa phương", ""),
    ],
}

TITLES: dict[str, list[tuple[int, str, str]]] = {
    "party": [
        (100, "Bí thư Đảng ủy", ""),
        (110, "Phó Bí thư Thường trực Đảng ủy", ""),
        (120, "Phó Bí thư Đảng ủy", ""),
        (130, "Ủy viên Ban Thường vụ Đảng ủy", "UVTV"),
        (140, "Đảng ủy viên", "ĐUV"),
        (200, "Trưởng Ban", ""),
        (210, "Phó Trưởng Ban", ""),
        (220, "Trưởng Khối dân vận", ""),
        (230, "Phó Trưởng Khối dân vận", ""),
        (240, "Chánh Văn phòng Đảng ủy", ""),
        (290, "Chuyên viên", ""),
        (600, "Bí thư chi bộ", ""),
        (610, "Phó Bí thư chi bộ", ""),
        (650, "Tổ trưởng Tổ dân vận", ""),
        (660, "Tổ phó Tổ dân vận", ""),
        (690, "Thành viên Tổ dân vận", ""),
    ],
    "council": [(150, "Chủ tịch HĐND", ""), (160, "Phó Chủ tịch HĐND", "")],
    "state": [
        (170, "Chủ tịch UBND", ""),
        (180, "Phó Chủ tịch UBND", ""),
        (300, "Trưởng Công an phường", ""),
        (310, "Chỉ huy trưởng Ban Chỉ huy quân sự phường", ""),
        (320, "Công chức phường", ""),
        (640, "Tổ trưởng tổ dân phố", ""),
        (645, "Tổ phó tổ dân phố", ""),
        (648, "Tổ trưởng tổ hòa giải", ""),
    ],
    "front": [
        (190, "Chủ tịch Ủy ban MTTQ", ""),
        (195, "Phó Chủ tịch Ủy ban MTTQ", ""),
        (630, "Trưởng ban công tác Mặt trận", ""),
        (635, "Phó Trưởng ban công tác Mặt trận", ""),
    ],
    "union": [
        (400, "Chủ tịch Hội Liên hiệp Phụ nữ", ""),
        (410, "Chủ tịch Hội Nông dân", ""),
        (420, "Chủ tịch Hội Cựu chiến binh", ""),
        (430, "Bí thư Đoàn Thanh niên", ""),
        (440, "Chủ tịch Hội Người cao tuổi", ""),
        (670, "Chi hội trưởng Phụ nữ", ""),
        (672, "Chi hội trưởng Nông dân", ""),
        (674, "Chi hội trưởng Cựu chiến binh", ""),
        (676, "Chi hội trưởng Người cao tuổi", ""),
        (678, "Bí thư chi đoàn", ""),
    ],
}


def load(*, all_of_them: bool = False) -> int:
    """Add what is missing; return how many entries and titles that were.

    Args:
        all_of_them: also what the office once had and has renamed since. Normally that stays as the office left it,
            so that a title does not come back at each start (titles have no code by which to know them).
    """
    known_terms = _known(Term, ("vocabulary", "code"), or_once=not all_of_them)
    known_titles = _known(PostTitle, ("label", "system"), or_once=not all_of_them)
    terms = [
        Term(vocabulary=vocabulary, code=code, label=label, note=note, order=order)
        for vocabulary, entries in TERMS.items()
        for order, (code, label, note) in enumerate(entries, start=1)
        if (vocabulary, code) not in known_terms
    ]
    titles = [
        PostTitle(label=label, abbreviation=abbreviation, rank=rank, system=system)
        for system, entries in TITLES.items()
        for rank, label, abbreviation in entries
        if (label, system) not in known_titles
    ]
    return len(Term.objects.bulk_create(terms)) + len(PostTitle.objects.bulk_create(titles))


def _known(model: Any, key: tuple[str, str], *, or_once: bool) -> set[tuple[str, str]]:
    """The keys of the rows there are, and if asked of those there once were."""
    rows = model.objects.values_list(*key)
    return set(rows.union(model.pgh_event_model.objects.values_list(*key)) if or_once else rows)
