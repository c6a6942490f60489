"""Addresses of how units write their papers, of the books of papers sent out, and of checking a paper."""

from django.urls import path

from danvan.documents import book_views, dossiers, views

app_name = "documents"
urlpatterns = [
    path("don-vi/<int:pk>/cach-viet/", views.house_style, name="house-style"),
    path("don-vi/<int:pk>/cach-viet/chu-tat/", views.abbreviation_add, name="abbreviation-add"),
    path("chu-tat/<int:pk>/bo/", views.abbreviation_remove, name="abbreviation-remove"),
    path("don-vi/<int:pk>/cach-viet/nhiem-ky/", views.term_add, name="term-add"),
    path("nhiem-ky/<int:pk>/ngay-cuoi/", views.term_end, name="term-end"),
    path("nhiem-ky/<int:pk>/bo/", views.term_remove, name="term-remove"),
    path("so-van-ban/", book_views.books, name="books"),
    path("so-van-ban/<int:pk>/", book_views.read, name="book"),
    path("so-van-ban/<int:pk>/tai-pdf/", book_views.to_pdf, name="book-pdf"),
    path("so-van-ban/<int:pk>/tai-excel/", book_views.to_xlsx, name="book-xlsx"),
    path("so-van-ban/<int:pk>/giu-cho/", book_views.reserve, name="number-reserve"),
    path("so-van-ban/so/<int:pk>/huy/", book_views.withdraw, name="number-withdraw"),
    path("ho-so/<int:pk>/tai-ve/", dossiers.file, name="dossier-file"),
    path("kiem-tra-van-ban/", views.paper_check, name="paper-check"),
]
