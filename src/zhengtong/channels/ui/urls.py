"""Addresses of the reader's own preferences, and of what belongs to signing in."""

from django.urls import path
from django.views.i18n import set_language

from zhengtong.channels.ui import feeds, outside, preferences
from zhengtong.channels.ui.accounts import confirming, security, simulators
from zhengtong.channels.ui.guards import public

app_name = "ui"
urlpatterns = [
    path("preferences/language/", public(set_language), name="language"),
    path("preferences/elder/", preferences.elder, name="elder"),
    path("preferences/acting-for/", preferences.acting_for, name="acting-for"),
    path("my/security/", security.overview, name="security"),
    path("my/step-up/", confirming.step_up, name="step-up"),
    path("calendar/<str:secret>.ics", feeds.due_dates, name="due-dates"),
    path("simulators/phone/", simulators.phone, name="phone"),
    path("simulators/systems/", outside.systems, name="systems"),
    path("simulators/systems/answer/", outside.answer, name="systems-answer"),
    path("simulators/systems/switch/", outside.switch, name="systems-switch"),
]
