"""Addresses of signing in, accounts and roles."""

from django.urls import path

from danvan.accounts.views import memberships, session, users

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", session.sign_in, name="sign-in"),
    path("dang-xuat/", session.sign_out, name="sign-out"),
    path("doi-mat-khau/", session.change_password, name="password"),
    path("tai-khoan/", users.user_list, name="user-list"),
    path("tai-khoan/them/", users.user_add, name="user-add"),
    path("tai-khoan/<int:pk>/", users.user_detail, name="user-detail"),
    path("tai-khoan/<int:pk>/lich-su/", users.user_history, name="user-history"),
    path("tai-khoan/<int:pk>/sua/", users.user_edit, name="user-edit"),
    path("tai-khoan/<int:pk>/khoa/", users.user_close, name="user-close"),
    path("tai-khoan/<int:pk>/mo-lai/", users.user_open, name="user-open"),
    path("tai-khoan/<int:pk>/mat-khau/", users.user_password, name="user-password"),
    path("tai-khoan/<int:pk>/vai-tro/them/", memberships.membership_add, name="membership-add"),
    path("tai-khoan/vai-tro/<int:pk>/ket-thuc/", memberships.membership_end, name="membership-end"),
]
