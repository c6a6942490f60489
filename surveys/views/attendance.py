"""Who was there: the whole list of a meeting on one page."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from surveys.forms.attendance_sheet import AttendanceSheet
from surveys.views.finding import answers_signed, find_to_change


@answers_signed
def attendance(request: Any, pk: int) -> HttpResponse:
    """Fill in the list; "Thêm vào bảng" shows the page again with more rows, "Lưu thành phần" stores them all."""
    meeting = find_to_change(request, pk)
    sheet = AttendanceSheet(meeting, request.user, request.POST if request.method == "POST" else None)
    if sheet.is_adding:
        sheet.stage()
    elif sheet.is_sent and sheet.save():
        messages.success(request, sheet.said)
        return redirect(f"{meeting.get_absolute_url()}#thanh-phan")
    return render(request, "surveys/attendance.html", {"meeting": meeting, "sheet": sheet, "forms": sheet.forms})
