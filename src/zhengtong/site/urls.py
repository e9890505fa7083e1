"""Addresses: one line for each channel; the channels hold the rest."""
from django.urls import include, path

from zhengtong.site import health

urlpatterns = [
    path("health/live", health.live),
    path("health/ready", health.ready),
    path("accounts/", include("zhengtong.channels.ui.accounts.urls")),
    path("api/v1/", include("zhengtong.channels.gateway.urls")),
    path("desk/", include("zhengtong.channels.workbench.urls")),
    path("", include("zhengtong.channels.portal.urls")),
]
