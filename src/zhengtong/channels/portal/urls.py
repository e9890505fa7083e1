"""Addresses of the portal."""

from django.urls import URLPattern, URLResolver, include, path

from zhengtong.channels.portal.pages import evaluation, ledger, licences, messages, space, words
from zhengtong.channels.portal.pages.cases import beginning, following, mending, notices, planning
from zhengtong.channels.portal.pages.catalogue import browsing, comparing, finding, guides, versions
from zhengtong.channels.portal.pages.forms import filling, handing, reviewing

_pages: list[URLPattern | URLResolver] = [
    path("", finding.home, name="home"),
    path("find", finding.find, name="find"),
    path("suggest", finding.suggest, name="suggest"),
    path("events/", browsing.events, name="events"),
    path("events/<slug:code>/", browsing.event, name="event"),
    path("departments/", browsing.departments, name="departments"),
    path("departments/<str:code>/", browsing.department, name="department"),
    path("people/", browsing.people, name="people"),
    path("firms/", browsing.firms, name="firms"),
    path("places/<str:division>/", browsing.place, name="place"),
    path("items/<str:code>/", guides.item, name="item"),
    path("items/<str:code>/history/", versions.item, name="item-history"),
    path("items/<str:code>/plan/", planning.item_plan, name="item-plan"),
    path("items/<str:code>/begin/", beginning.begin_item, name="item-begin"),
    path("bundles/<str:code>/", guides.bundle, name="bundle"),
    path("bundles/<str:code>/history/", versions.bundle, name="bundle-history"),
    path("bundles/<str:code>/compare/", comparing.bundle, name="compare"),
    path("bundles/<str:code>/questions/", planning.questions, name="questions"),
    path("bundles/<str:code>/plan/", planning.bundle_plan, name="plan"),
    path("bundles/<str:code>/begin/", beginning.begin_bundle, name="bundle-begin"),
    path("drafts/<str:number>/form/", filling.form, name="form"),
    path("drafts/<str:number>/materials/", handing.materials, name="materials"),
    path("drafts/<str:number>/materials/<str:material>/", handing.upload, name="upload"),
    path("drafts/<str:number>/materials/<str:material>/<str:sha256>/remove/", handing.remove, name="remove"),
    path("drafts/<str:number>/files/<str:sha256>/", handing.draft_file, name="draft-file"),
    path("drafts/<str:number>/review/", reviewing.review, name="review"),
    path("drafts/<str:number>/discard/", filling.discard, name="discard"),
    path("cases/<str:number>/", following.case, name="case"),
    path("cases/<str:number>/receipt/", following.receipt, name="receipt"),
    path("cases/<str:number>/files/<str:sha256>/", following.case_file, name="case-file"),
    path("cases/<str:number>/notices/<str:kind>/", notices.notice, name="notice"),
    path("cases/<str:number>/supplement/", mending.supplement, name="supplement"),
    path("cases/<str:number>/withdraw/", mending.withdraw, name="withdraw"),
    path("cases/<str:number>/rate/", evaluation.rate, name="rate"),
    path("cases/<str:number>/proof.json", following.proof, name="proof"),
    path("my/", space.overview, name="my"),
    path("my/drafts/", space.drafts, name="my-drafts"),
    path("my/appointments/", space.appointments, name="my-appointments"),
    path("my/settings/", space.settings_page, name="my-settings"),
    path("my/licences/", licences.mine, name="my-licences"),
    path("my/messages/", messages.mine, name="my-messages"),
    path("licences/<str:number>.json", licences.as_json, name="licence-json"),
    path("licences/<str:number>.pdf", licences.as_pdf, name="licence-pdf"),
    path("licences/<str:number>/", licences.licence, name="licence"),
    path("verify/", licences.verify, name="verify"),
    path("verify/<str:number>/", licences.verify_number, name="verify-number"),
    path("ledger/", ledger.page, name="ledger"),
    path("ledger/<path:name>", ledger.public_file, name="ledger-file"),
    path("help/", words.help_page, name="help"),
    path("accessibility/", words.accessibility, name="accessibility"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("zhengtong.channels.ui.urls")),
    path("", include((_pages, "portal"))),
]
