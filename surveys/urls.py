"""Addresses of surveys and meetings."""

from django.urls import URLPattern, URLResolver, include, path

from surveys.views import (
    articles,
    attendance,
    dossiers,
    meetings,
    minutes,
    papers,
    photos,
    remarks,
    rows,
    surveys,
    terms,
    word_files,
    writing,
)

app_name = "surveys"

_rows: list[URLPattern] = [
    path("them/", rows.row_add, name="row-add"),
    path("them-tiep/", rows.row_add_next, name="row-add-next"),
    path("thu-tu/", rows.row_order, name="row-order"),
    path("<int:row>/sua/", rows.row_edit, name="row-edit"),
    path("<int:row>/bo/", rows.row_remove, name="row-remove"),
]


# The parts of minutes or of a paper, and the Word file that comes back.
def _writing(kind: str) -> list[URLPattern]:
    return [
        path("phan/<slug:key>/", getattr(writing, f"{kind}_part"), name=f"{kind}-part"),
        path("phan/<slug:key>/bo/", getattr(writing, f"{kind}_part_drop"), name=f"{kind}-part-drop"),
        path("phan/<slug:key>/moi/", getattr(writing, f"{kind}_part_news"), name=f"{kind}-part-news"),
        path("nhap-word/", getattr(word_files, f"{kind}_word"), name=f"{kind}-word"),
        path("nhap-word/<int:file>/", getattr(word_files, f"{kind}_word_changes"), name=f"{kind}-word-changes"),
        path("ban-ky/", getattr(writing, f"{kind}_signed_copy"), name=f"{kind}-signed-copy"),
        path("phieu-kiem-tra/", getattr(writing, f"{kind}_check_slip"), name=f"{kind}-check-slip"),
        path("ban-ky/<int:copy>/", getattr(writing, f"{kind}_signed_file"), name=f"{kind}-signed-file"),
    ]


_minutes: list[URLPattern] = [
    path("", minutes.minutes, name="minutes"),
    path("tai-pdf/", minutes.minutes_pdf, name="minutes-pdf"),
    path("tai-word/", minutes.minutes_docx, name="minutes-docx"),
    path("lay-so/", minutes.minutes_number, name="minutes-number"),
    path("trinh/", minutes.minutes_submit, name="minutes-submit"),
    path("tra-lai/", minutes.minutes_return, name="minutes-return"),
    path("ky/", minutes.minutes_sign, name="minutes-sign"),
    *_writing("minutes"),
]

# The people present, and what they said.
_remarks: list[URLPattern] = [
    path("them/", remarks.remark_add, name="remark-add"),
    path("thu-tu/", remarks.remark_order, name="remark-order"),
    path("<int:row>/", remarks.remark_full, name="remark-full"),
    path("<int:row>/sua/", remarks.remark_edit, name="remark-edit"),
    path("<int:row>/bo/", remarks.remark_remove, name="remark-remove"),
]

_paper: list[URLPattern] = [
    path("", papers.paper, name="paper"),
    path("thong-tin/", papers.paper_edit, name="paper-edit"),
    path("so-ngay/", papers.paper_number, name="paper-number"),
    path("lay-so/", papers.paper_take_number, name="paper-take-number"),
    path("tai-pdf/", papers.paper_pdf, name="paper-pdf"),
    path("tai-word/", papers.paper_docx, name="paper-docx"),
    path("nhan-tin/", papers.paper_zalo, name="paper-zalo"),
    path("trinh/", papers.paper_submit, name="paper-submit"),
    path("tra-lai/", papers.paper_return, name="paper-return"),
    path("ky/", papers.paper_sign, name="paper-sign"),
    path("bo/", papers.paper_remove, name="paper-remove"),
    path("lich-su/", papers.paper_history, name="paper-history"),
    *_writing("paper"),
]

# A news item on its way to the official site.
_article: list[URLPattern] = [
    path("", articles.article, name="article"),
    path("sua/", articles.article_edit, name="article-edit"),
    path("trinh/", articles.article_submit, name="article-submit"),
    path("duyet/", articles.article_approve, name="article-approve"),
    path("tra-lai/", articles.article_return, name="article-return"),
    path("noi-dang/", articles.article_post, name="article-post"),
    path("len-trang-tin/", articles.article_show, name="article-show"),
    path("khoi-trang-tin/", articles.article_hide, name="article-hide"),
    path("xem-truoc/", articles.article_preview, name="article-preview"),
    path("chep/", articles.article_copy, name="article-copy"),
    path("anh/<int:row>/", articles.article_photo, name="article-photo"),
    path("tai-anh/", articles.article_photos_zip, name="article-photos-zip"),
    path("bo/", articles.article_remove, name="article-remove"),
]

_meeting: list[URLPattern | URLResolver] = [
    path("", meetings.meeting_detail, name="meeting-detail"),
    path("sua/", meetings.meeting_edit, name="meeting-edit"),
    path("anh-tai-lieu/", photos.meeting_files, name="meeting-files"),
    path("lich-su/", meetings.meeting_history, name="history"),
    path("anh/<int:row>/", photos.photo_file, name="photo-file"),
    path("tai-lieu/<int:row>/", photos.presentation_file, name="presentation-file"),
    path("thanh-phan/", attendance.attendance, name="attendance"),
    path("ho-so/", dossiers.meeting_dossier, name="meeting-dossier"),
    path("y-kien/", include(_remarks)),
    path("bien-ban/", include(_minutes)),
    path("van-ban/", papers.meeting_papers, name="meeting-papers"),
    path("van-ban/<slug:kind>/", papers.meeting_paper_add, name="meeting-paper-add"),
    path("soan-tin/", articles.article_add, name="article-add"),
    path("muc/<slug:section>/", include(_rows)),
]

urlpatterns = [
    path("khao-sat/", surveys.survey_list, name="survey-list"),
    path("khao-sat/them/", surveys.survey_add, name="survey-add"),
    path("khao-sat/<int:pk>/", surveys.survey_detail, name="survey-detail"),
    path("khao-sat/<int:pk>/sua/", surveys.survey_edit, name="survey-edit"),
    path("khao-sat/<int:pk>/lich-su/", surveys.survey_history, name="survey-history"),
    path("khao-sat/<int:pk>/van-ban/<slug:kind>/", papers.survey_paper_add, name="survey-paper-add"),
    path("van-ban/<int:pk>/", include(_paper)),
    path("khao-sat/<int:pk>/ho-so/", dossiers.survey_dossier, name="survey-dossier"),
    path("hoi-nghi/", meetings.meeting_list, name="meeting-list"),
    path("hoi-nghi/them/", meetings.meeting_add, name="meeting-add"),
    path("hoi-nghi/<int:pk>/", include(_meeting)),
    path("tin-bai/<int:pk>/", include(_article)),
    path("danh-muc/", terms.term_list, name="term-list"),
    path("danh-muc/them/", terms.term_add, name="term-add"),
    path("danh-muc/<int:pk>/sua/", terms.term_edit, name="term-edit"),
]
