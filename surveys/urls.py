"""Addresses of surveys and meetings."""

from django.urls import URLPattern, URLResolver, include, path

from surveys.views import attendance, dossiers, meetings, minutes, photos, remarks, rows, surveys, terms

app_name = "surveys"

_rows: list[URLPattern] = [
    path("them/", rows.row_add, name="row-add"),
    path("them-tiep/", rows.row_add_next, name="row-add-next"),
    path("thu-tu/", rows.row_order, name="row-order"),
    path("<int:row>/sua/", rows.row_edit, name="row-edit"),
    path("<int:row>/bo/", rows.row_remove, name="row-remove"),
]

_minutes: list[URLPattern] = [
    path("", minutes.minutes, name="minutes"),
    path("tai-pdf/", minutes.minutes_pdf, name="minutes-pdf"),
    path("tai-word/", minutes.minutes_docx, name="minutes-docx"),
    path("trinh/", minutes.minutes_submit, name="minutes-submit"),
    path("tra-lai/", minutes.minutes_return, name="minutes-return"),
    path("ky/", minutes.minutes_sign, name="minutes-sign"),
]

# The people present, and what they said.
_remarks: list[URLPattern] = [
    path("them/", remarks.remark_add, name="remark-add"),
    path("thu-tu/", remarks.remark_order, name="remark-order"),
    path("<int:row>/", remarks.remark_full, name="remark-full"),
    path("<int:row>/sua/", remarks.remark_edit, name="remark-edit"),
    path("<int:row>/bo/", remarks.remark_remove, name="remark-remove"),
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
    path("muc/<slug:section>/", include(_rows)),
]

urlpatterns = [
    path("khao-sat/", surveys.survey_list, name="survey-list"),
    path("khao-sat/them/", surveys.survey_add, name="survey-add"),
    path("khao-sat/<int:pk>/", surveys.survey_detail, name="survey-detail"),
    path("khao-sat/<int:pk>/sua/", surveys.survey_edit, name="survey-edit"),
    path("khao-sat/<int:pk>/lich-su/", surveys.survey_history, name="survey-history"),
    path("khao-sat/<int:pk>/ho-so/", dossiers.survey_dossier, name="survey-dossier"),
    path("hoi-nghi/", meetings.meeting_list, name="meeting-list"),
    path("hoi-nghi/them/", meetings.meeting_add, name="meeting-add"),
    path("hoi-nghi/<int:pk>/", include(_meeting)),
    path("danh-muc/", terms.term_list, name="term-list"),
    path("danh-muc/them/", terms.term_add, name="term-add"),
    path("danh-muc/<int:pk>/sua/", terms.term_edit, name="term-edit"),
]
