"""What people keep in units: their posts, which end when the unit is closed."""

from datetime import date

from danvan.people import posts
from danvan.people.models import Appointment
from danvan.units.models import Unit
from danvan.vietnamese.text import two_digits


def says(unit: Unit, from_day: date) -> str:
    """How many posts in `unit` would end."""
    count = posts.going_on(Appointment.objects.filter(unit=unit), from_day).count()
    return f"{two_digits(count)} chức vụ đang giữ ở đơn vị này sẽ thôi từ ngày đó." if count else ""
