"""Papers made by hand: the reference case as van-ban-mau.md 2.5 has it, and invented long minutes."""

from danvan.documents import profiles
from danvan.documents.content import (
    Blank,
    Block,
    BulletList,
    Content,
    Heading,
    Letterhead,
    Paragraph,
    Photo,
    PhotoBlock,
    Runs,
    SignaturePair,
    Signer,
    runs,
)
from danvan.documents.profiles import Profile

TOPIC = "hội nghị khảo sát việc thực hiện chuyên đề vai trò của tổ dân vận tổ dân phố trong thực hiện "
BANNER = "BẢN DỰNG LẠI theo tin đăng ngày 20/10/2017; không phải biên bản gốc, không dùng để ký."
CHAIR = "Đặng Việt Hà - Ủy viên Ban Thường vụ, Trưởng Ban Dân vận Quận ủy"
REPORT = (
    "Những năm qua, nhất là năm 2017, tổ trưởng dân phố, Ban công tác Mặt trận, các chi hội đoàn thể và đảng viên được chi bộ phân công phụ "
    "trách hộ gia đình phối hợp tuyên truyền, vận động kịp thời, đồng bộ, thống nhất.",
    "Nhận thức, trách nhiệm của cán bộ tổ dân phố, thành viên tổ dân vận và đảng viên phụ trách hộ được nâng lên.",
    "Các tổ dân vận cùng các lực lượng làm tốt công tác dân vận, tuyên truyền, vận động nhân dân thực hiện QCDC, Pháp lệnh "
    "34/2007/PL-UBTVQH11, đặc biệt là 06 quy chế dân chủ do quận ban hành.",
    "Tổ dân vận đổi mới phương pháp, cách thức tuyên truyền, vận động theo hướng cụ thể, trực tiếp, phù hợp hơn.",
    "Các chủ trương, đường lối của Đảng, pháp luật của Nhà nước, các quy định, nhất là việc giúp cấp ủy, chính quyền tuyên truyền và giám sát "
    "thực hiện QCDC, giúp người dân nâng cao nhận thức, tự giác góp phần đưa chủ trương vào cuộc sống.",
)


def reference_minutes(profile: str = "party-2004") -> Content:
    """The minutes of the reference case in the form of 2017, or in the layout of another profile."""
    form = profiles.get(profile)
    return Content(
        profile=profile,
        title="Biên bản hội nghị khảo sát tại phường Thượng Thanh, ngày 19/7/2017",
        date="2017-07-19",
        banner=BANNER,
        letterhead=Letterhead(
            parent_body=runs("QUẬN ỦY ", Blank("tên quận", wide=True)),
            issuing_body=runs("BAN DÂN VẬN"),
            number=_number(form, "", "BDV"),
            place_and_date=runs(Blank("nơi ban hành", wide=True), ", ngày 19 tháng 7 năm 2017"),
        ),
        type_name="BIÊN BẢN",
        subject=runs(TOPIC, "QCDC ở cơ sở tại phường Thượng Thanh"),
        blocks=(*_opening(), *_present(form), *_proceedings(form), *_closing(form)),
    )


def _number(form: Profile, number: str, unit: str) -> Runs:
    return runs(form.number_line(number or "……", "BB", unit))


def _opening() -> tuple[Block, ...]:
    return (
        Paragraph(
            runs(
                "Sáng ngày 19 tháng 7 năm 2017, bắt đầu hồi ",
                Blank("giờ bắt đầu"),
                " giờ ",
                Blank("phút bắt đầu"),
                " phút, tại ",
                Blank("địa điểm", wide=True),
                f", phường Thượng Thanh, Ban Dân vận Quận ủy tổ chức {TOPIC}Quy chế dân chủ (QCDC) ở cơ sở.",
            )
        ),
    )


def _present(form: Profile) -> tuple[Block, ...]:
    return (
        Heading(1, form.heading_number(1, 1), runs("THÀNH PHẦN")),
        Paragraph(runs(runs("1. Chủ trì:", bold=True), f" đồng chí {CHAIR}.")),
        Paragraph(runs("2. Đại biểu dự", bold=True)),
        Paragraph(runs("a) Từ trên: lãnh đạo, chuyên viên Ban Dân vận Quận ủy (số lượng: ", Blank("số người"), ").")),
        Paragraph(runs("b) Phường Thượng Thanh:")),
        BulletList(
            (
                runs("Đồng chí Phạm Thị Minh Hồng - Bí thư Đảng ủy, Chủ tịch HĐND;"),
                runs("Đồng chí Nguyễn Văn Chiến - Phó Bí thư thường trực Đảng ủy, trưởng khối vận;"),
                runs("Đồng chí Chủ tịch UBND phường (họ và tên: ", Blank("họ và tên Chủ tịch UBND phường", wide=True), ");"),
                runs("Đồng chí Chủ tịch UBMTTQ phường (họ và tên: ", Blank("họ và tên Chủ tịch UBMTTQ phường", wide=True), ");"),
                runs("Các đồng chí Tổ trưởng, tổ phó 04 tổ dân vận Tổ dân phố của phường (số lượng: ", Blank("số người"), ")."),
            )
        ),
        Paragraph(
            runs(
                "Có mặt: ", Blank("số có mặt"), "; vắng mặt: ", Blank("số vắng mặt"), " (lý do: ", Blank("lý do vắng mặt", wide=True), ")."
            )
        ),
        Paragraph(
            runs(
                runs("3. Người ghi biên bản:", bold=True),
                " đồng chí ",
                Blank("họ và tên người ghi biên bản", wide=True),
                " - ",
                Blank("chức vụ người ghi biên bản", wide=True),
            )
        ),
    )


def _proceedings(form: Profile) -> tuple[Block, ...]:
    chien = "Nguyễn Văn Chiến - Phó Bí thư thường trực Đảng ủy, trưởng khối vận"
    return (
        Heading(1, form.heading_number(1, 2), runs("NỘI DUNG")),
        Paragraph(
            runs(
                runs("1. Tuyên bố lý do, giới thiệu đại biểu:", bold=True),
                " đồng chí ",
                Blank("người tuyên bố lý do, giới thiệu đại biểu", wide=True),
            )
        ),
        Heading(2, form.heading_number(2, 2), runs("Báo cáo của phường")),
        Paragraph(
            runs(
                f"Đồng chí {chien} báo cáo kết quả thực hiện chuyên đề (tài liệu kèm theo: ", Blank("tài liệu kèm theo"), "). Báo cáo nêu:"
            )
        ),
        BulletList(tuple(runs(item) for item in REPORT)),
        Heading(2, form.heading_number(2, 3), runs("Thảo luận: có 09 ý kiến phát biểu")),
        Paragraph(
            runs(
                "Các ý kiến làm rõ hơn: hoạt động, sự phối hợp giữa các thành viên trong tổ dân vận; việc thực hiện chế độ thông tin, báo cáo, "
                "giao ban của tổ dân vận theo Quy chế hoạt động; khó khăn, vướng mắc trong tổ chức thực hiện."
            )
        ),
        Paragraph(
            runs(
                "Có phát biểu của đồng chí Tổ trưởng tổ dân vận tổ dân phố số 17 (họ và tên: ",
                Blank("họ và tên người phát biểu", wide=True),
                "; nội dung: ",
                Blank("nội dung phát biểu", wide=True),
                ").",
            )
        ),
        Paragraph(runs("Các ý kiến khác (người phát biểu, thứ tự, nội dung): ", Blank("các ý kiến khác", wide=True))),
        Heading(2, form.heading_number(2, 4), runs("Phát biểu của đồng chí chủ trì")),
        Paragraph(runs(f"Đồng chí {CHAIR}:")),
        Paragraph(runs("a) Ghi nhận, đánh giá cao sự chủ động, tích cực, trách nhiệm của Đảng ủy và các tổ dân vận tổ dân phố.")),
        Paragraph(runs("b) Yêu cầu trong thời gian tới:")),
        BulletList(
            (
                runs(
                    "Đảng ủy phường, các tổ dân vận: tiếp tục quán triệt và thống nhất hoạt động của tổ dân vận theo quy chế đã ban hành; tích cực "
                    "tuyên truyền, vận động nhân dân thực hiện tốt các chủ trương của Đảng, chính sách, pháp luật của Nhà nước, các chỉ tiêu, "
                    "nhiệm vụ của phường."
                ),
                runs("Phường: tiếp tục quan tâm đến các gương điển hình tiên tiến."),
                runs(
                    "MTTQ và các đoàn thể CT-XH: phát huy hơn nữa vai trò, trách nhiệm trong tuyên truyền, vận động, đặc biệt là giám sát."
                ),
            )
        ),
    )


def _closing(form: Profile) -> tuple[Block, ...]:
    return (
        Heading(1, form.heading_number(1, 3), runs("KẾT THÚC")),
        Paragraph(
            runs(
                "Hội nghị kết thúc hồi ",
                Blank("giờ kết thúc"),
                " giờ ",
                Blank("phút kết thúc"),
                " phút. Biên bản lập thành ",
                Blank("số bản"),
                " bản, lưu ",
                Blank("nơi lưu", wide=True),
            )
        ),
        SignaturePair(
            Signer(form.minutes.left, runs(Blank("họ và tên người ghi biên bản", wide=True))),
            Signer(form.minutes.right, runs("Đặng Việt Hà")),
        ),
        PhotoBlock(
            "PHỤ LỤC ẢNH",
            (
                Photo(runs("Đồng chí Nguyễn Văn Chiến báo cáo")),
                Photo(runs("Tổ trưởng tổ dân vận tổ dân phố số 17 phát biểu")),
                Photo(runs("Đồng chí Đặng Việt Hà phát biểu")),
            ),
        ),
    )


def invented_minutes(remarks: int, *, profile: str = "party-2026", tail: int = 0, long_names: bool = False) -> Content:
    """Minutes of an invented meeting with that many remarks and `tail` further lines before the signatures, nothing left blank."""
    speaker = (
        "Đồng chí Nguyễn Thị Hồng Hạnh - Tổ trưởng Tổ dân vận Tổ dân phố số {n}: tổ phân công từng thành viên phụ trách từ 10 đến 12 hộ; "
    )
    text = (
        "việc thu, chi quỹ sửa đường ngõ được bàn công khai tại cuộc họp tổ dân phố, các hộ thống nhất mức đóng góp; khó khăn là nhiều hộ cho thuê "
        "nhà, người thuê ít dự họp. Đề nghị Ủy ban nhân dân phường sớm sửa hệ thống thoát nước đầu ngõ 12, thay bóng đèn chiếu sáng bị hỏng."
    )
    issuer = "BAN TUYÊN GIÁO, DÂN VẬN VÀ XÂY DỰNG ĐẢNG KHỐI CÁC CƠ QUAN PHƯỜNG AN PHÚ THƯỢNG" if long_names else "BAN XÂY DỰNG ĐẢNG"
    post = "Phó Bí thư Thường trực Đảng ủy, Trưởng Ban Xây dựng Đảng, Chủ tịch Ủy ban Mặt trận Tổ quốc Việt Nam phường"
    form = profiles.get(profile)
    return Content(
        profile=profile,
        title="Biên bản hội nghị khảo sát",
        date="2026-11-11",
        letterhead=Letterhead(
            runs("ĐẢNG ỦY PHƯỜNG AN PHÚ THƯỢNG"),
            runs(issuer),
            runs("An Phú Thượng, ngày 11 tháng 11 năm 2026"),
            _number(form, "7", "BXDĐ"),
        ),
        type_name="BIÊN BẢN",
        subject=runs("hội nghị khảo sát vai trò của tổ dân vận trong thực hiện dân chủ ở cơ sở"),
        blocks=(
            Paragraph(
                runs("Hồi 08 giờ 00 phút, ngày 11 tháng 11 năm 2026, tại nhà văn hóa TDP 2, Ban Xây dựng Đảng tổ chức hội nghị khảo sát.")
            ),
            Heading(1, form.heading_number(1, 1), runs("THÀNH PHẦN")),
            Paragraph(
                runs(runs("1. Chủ trì:", bold=True), f" đồng chí Trần Văn Lộc - {post if long_names else 'Trưởng Ban Xây dựng Đảng'}.")
            ),
            Heading(1, form.heading_number(1, 2), runs("NỘI DUNG")),
            Heading(2, form.heading_number(2, 1), runs(f"Thảo luận: có {remarks:02d} ý kiến phát biểu")),
            BulletList(tuple(runs(speaker.format(n=n), text) for n in range(1, remarks + 1))),
            *(Paragraph(runs(f"Dòng {n} trước chữ ký.")) for n in range(1, tail + 1)),
            Heading(1, form.heading_number(1, 3), runs("KẾT THÚC")),
            Paragraph(runs(f"Hội nghị kết thúc hồi 11 giờ 30 phút cùng ngày{form.body.ending}")),
            SignaturePair(
                Signer(form.minutes.left, runs("Lê Thị Thu Hường")),
                Signer(form.minutes.right, runs("Công Tằng Tôn Nữ Thị Nguyễn Hoàng Diễm Quỳnh Ngọc" if long_names else "Trần Văn Lộc")),
            ),
        ),
    )
