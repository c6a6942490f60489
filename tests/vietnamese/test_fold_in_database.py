import unicodedata

import pytest
from django.db import connection

from danvan.vietnamese.text import fold

# Signs that Python's Unicode does not know yet are left out: the system's may be newer and have a capital for one.
LETTERS = [chr(code) for code in range(1, 0x3000) if unicodedata.category(chr(code)) != "Cn"]
WORDS = ["Đặng Việt Hà", "HOÀ BÌNH", "Uỷ ban", "Tổ dân phố số 17", "Đa\u0323\u0306ng", ""]


@pytest.mark.django_db
def test_the_database_folds_as_python_does():
    with connection.cursor() as cursor:
        cursor.execute("SELECT fold(word) FROM unnest(%s::text[]) WITH ORDINALITY AS words(word, place) ORDER BY place", [LETTERS + WORDS])
        assert [row[0] for row in cursor.fetchall()] == [fold(word) for word in LETTERS + WORDS]
