"""Addresses of the public page of news items, and of its switch."""

from django.urls import path

from surveys.views import news

app_name = "news"
urlpatterns = [
    path("tin/", news.news_list, name="list"),
    path("tin/<int:pk>/<slug:slug>/", news.news_item, name="item"),
    path("tin/<int:pk>/anh/<int:row>/", news.news_photo, name="photo"),
    path("don-vi/<int:pk>/trang-tin/", news.news_page, name="page"),
]
