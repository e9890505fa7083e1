"""内容 ``element``: checked here; the published versions themselves are the dictionary."""
from zhengtong.foundation.elements import rules
from zhengtong.foundation.elements.commands import new_edition
from zhengtong.kernel.content import api as content
from zhengtong.kernel.content.terms import Defect, Document, Published


def check(documents: list[Document]) -> list[Defect]:
    return [
        document.defect("element", message, remedy=remedy)
        for document in documents
        for message, remedy in rules.defects_of(document.code, document.body)
    ]


def publish(published: list[Published]) -> None:  # noqa: ARG001 - which ones does not matter
    new_edition()


def register() -> None:
    content.register("element", check=check, publish=publish)
