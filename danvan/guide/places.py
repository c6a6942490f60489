"""Which page of the guide tells about which screens: by the beginning of the route's name, the longest counts."""

_PAGES = {
    "accounts:": "tai-khoan",
    "accounts:password": "dang-nhap",
    "surveys:meeting-": "ghi-hoi-nghi",
    "surveys:meeting-papers": "giay-moi",
    "surveys:meeting-paper-": "giay-moi",
    "surveys:meeting-files": "tin-bai",
    "surveys:article": "tin-bai",
    "news:page": "tin-bai",
    "surveys:meeting-dossier": "lap-ho-so",
    "surveys:survey-dossier": "lap-ho-so",
    "surveys:attendance": "thanh-phan",
    "surveys:remark-": "y-kien",
    "surveys:row-": "ket-luan",
    "surveys:minutes": "xem-bien-ban",
    "surveys:minutes-part": "sua-tung-phan",
    "surveys:minutes-word": "sua-bang-word",
    "surveys:minutes-sign": "trinh-ky",
    "surveys:minutes-return": "trinh-ky",
    "surveys:minutes-number": "so-van-ban",
    "surveys:paper": "van-ban-khao-sat",
    "surveys:paper-part": "sua-tung-phan",
    "surveys:paper-word": "sua-bang-word",
    "surveys:paper-sign": "trinh-ky",
    "surveys:paper-return": "trinh-ky",
    "surveys:paper-number": "so-van-ban",
    "surveys:paper-take-number": "so-van-ban",
    "surveys:survey-": "van-ban-khao-sat",
    "documents:book": "so-van-ban",
    "documents:number-": "so-van-ban",
    "documents:paper-check": "kiem-tra",
    "documents:house-style": "don-vi",
    "documents:abbreviation-": "don-vi",
    "documents:term-": "don-vi",
    "units:": "don-vi",
}


def page_about(route: str) -> str:
    """The slug of the page about a route; empty when no page is about it."""
    fitting = [beginning for beginning in _PAGES if route.startswith(beginning)]
    return _PAGES[max(fitting, key=len)] if fitting else ""
