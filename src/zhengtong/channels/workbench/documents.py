"""文书 beside a case or an approval: which there are, and how far their delivery is."""

from dataclasses import dataclass

from django.urls import reverse

from zhengtong.delivery.cases.terms import DocumentView


@dataclass(frozen=True, slots=True)
class Line:
    document: DocumentView
    href: str  # of the sealed PDF
    deliver: str = ""  # where its delivery is recorded, while it waits


def of_case(number: str, found: tuple[DocumentView, ...]) -> tuple[Line, ...]:
    return tuple(_of_case(number, one) for one in found)


def _of_case(number: str, one: DocumentView) -> Line:
    waits = one.delivery is not None and one.delivery.way is None
    deliver = reverse("workbench:delivery", args=[number, one.name]) if waits else ""
    return Line(one, reverse("workbench:case-document", args=[number, one.name]), deliver)


def of_approval(number: str, found: tuple[DocumentView, ...]) -> tuple[Line, ...]:
    return tuple(Line(one, reverse("workbench:approval-document", args=[number, one.name])) for one in found)
