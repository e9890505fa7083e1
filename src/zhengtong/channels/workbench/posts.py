"""任职表单: the fields of a post, as shown and as sent."""

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext

from zhengtong.channels.ui import rights, translate
from zhengtong.channels.ui.fields import Control, Option
from zhengtong.channels.workbench import papers, posting
from zhengtong.foundation.elements.terms import Sensitivity
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.errors.granting import WrongPeriod
from zhengtong.foundation.identity.terms import DocumentType, Duty, StaffView
from zhengtong.foundation.identity.terms.staffing import Post
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.words import Words

GIVEN = tuple(one for one in Duty if one is not Duty.OPERATE)


def controls(request: HttpRequest, by: Actor, *, before: StaffView | None = None, joining: bool = False) -> list[Control]:
    """As sent, else as it stands."""
    sent = request.method == "POST" or "duties" in request.POST
    held: frozenset[str] = frozenset(before.duties) if before else frozenset()

    def value(name: str, stands: str = "") -> str:
        return posting.text(request, name) if sent else stands

    chosen = value("organisation", before.organisation if before else (by.organisation or ""))
    bodies = [Option(one.code, _said(one.name), one.code == chosen) for one in identity.administered(by)]
    ticked = set(request.POST.getlist("duties")) if sent else held
    duties = tuple(Option(str(one), rights.duty(one), str(one) in ticked) for one in GIVEN)
    first = (
        Control(
            "username",
            gettext("Sign-in name"),
            value=value("username"),
            most=30,
            help=gettext("3 to 30 small letters or digits, for instance the name in pinyin. It is never given to somebody else."),
        ),
    )
    return [
        *(first if joining else ()),
        Control("name", gettext("Name"), value=value("name", before.name if before else ""), most=60),
        Control("organisation", gettext("Body"), "select", options=tuple(bodies)),
        Control("unit", gettext("Unit"), value=value("unit", before.unit if before else ""), required=False, most=60),
        Control("title", gettext("Title"), value=value("title", before.title if before else ""), required=False, most=60),
        Control("duties", gettext("Duties"), "checks", options=duties),
        Control("items", gettext("Items"), value=value("items"), required=False, help=gettext("Codes with spaces between; empty for all.")),
        Control(
            "divisions",
            gettext("Divisions"),
            value=value("divisions"),
            required=False,
            help=gettext("Division codes with spaces between; empty for all of the body's."),
        ),
        Control("until", gettext("Last day"), "date", value("until"), required=False),
        *(
            (
                Control(
                    "document",
                    gettext("Document number"),
                    required=False,
                    help=gettext("Only so that nobody handles their own matter. It is compared, not kept."),
                ),
            )
            if joining
            else ()
        ),
    ]


def sent(request: HttpRequest) -> Post:
    """Raises WrongItem, WrongDivision, WrongPeriod."""
    return Post(
        organisation=posting.text(request, "organisation"),
        name=posting.text(request, "name")[:60],
        unit=posting.text(request, "unit")[:60],
        title=posting.text(request, "title")[:60],
        duties=frozenset(duties(request.POST.getlist("duties"))),
        items=identity.items_of(posting.text(request, "items")),
        divisions=identity.divisions_of(posting.text(request, "divisions")),
        until=day(request, "until"),
    )


def duties(words: Iterable[str]) -> list[Duty]:
    """What is no duty is passed over."""
    return [Duty(one) for one in words if one in set(Duty)]


def day(request: HttpRequest, name: str) -> date | None:
    """Raises WrongPeriod for what is no day."""
    written = posting.text(request, name)
    try:
        return date.fromisoformat(written) if written else None
    except ValueError as wrong:
        raise WrongPeriod from wrong


def grant_controls(request: HttpRequest) -> list[Control]:
    """The form of a single right."""
    ticked = set(classes(request))
    return [
        Control("duty", gettext("Duty"), "select", options=options(GIVEN, posting.text(request, "duty"))),
        Control(
            "right.items",
            gettext("Items"),
            value=posting.text(request, "right.items"),
            required=False,
            help=gettext("Codes with spaces between; empty for all."),
        ),
        Control("right.divisions", gettext("Divisions"), value=posting.text(request, "right.divisions"), required=False),
        Control(
            "right.classes",
            gettext("Classes of data"),
            "checks",
            options=tuple(Option(str(one), gettext(papers.CLASSES[one]), str(one) in ticked) for one in Sensitivity),
            required=False,
            help=gettext("What may be read of the answers. None ticked: all that the work needs."),
        ),
        Control("last", gettext("Last day"), "date", posting.text(request, "last"), required=False),
        Control("reason", gettext("Reason"), value=posting.text(request, "reason"), most=300),
    ]


def classes(request: HttpRequest) -> tuple[str, ...]:
    """Classes of data as sent; what is none of them counts as nothing."""
    return tuple(one for one in request.POST.getlist("right.classes") if one in set(Sensitivity))


def options(some: Iterable[Duty], chosen: str) -> tuple[Option, ...]:
    """Duties to choose from."""
    return tuple(Option(str(one), rights.duty(one), str(one) == chosen) for one in some)


def _said(words: Words) -> str:
    return words.say(translate.language())


def documents() -> tuple[tuple[str, str], ...]:
    """What an officer may have in hand."""
    return (
        (DocumentType.RESIDENT_ID, gettext("Resident identity card")),
        (DocumentType.PASSPORT, gettext("Passport")),
        (DocumentType.HK_MACAO, gettext("Mainland travel permit for Hong Kong and Macao residents")),
        (DocumentType.TAIWAN, gettext("Mainland travel permit for Taiwan residents")),
    )
