import pytest
from django.db import connection

from danvan.vietnamese.text import fold

LETTERS = [chr(code) for code in range(1, 0x3000) if not 0xD800 <= code <= 0xDFFF]
WORDS = ["Đặng Việt Hà", "HOÀ BÌNH", "Uỷ ban", "Tổ dân phố số 17", "Đa\u0323\u0306ng", ""]


@pytest.mark.django_db
def test_the_database_folds_as_python_does():
    with connection.cursor() as cursor:
        cursor.execute("SELECT fold(word) FROM unnest(%s::text[]) WITH ORDINALITY AS words(word, place) ORDER BY place", [LETTERS + WORDS])
        assert [row[0] for row in cursor.fetchall()] == [fold(word) for word in LETTERS + WORDS]
