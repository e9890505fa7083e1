"""Addresses of the portal."""

from django.urls import URLPattern, URLResolver, include, path

app_name = "portal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("zhengtong.channels.ui.urls")),
]
