"""A member with a firm, and a few published elements."""
from datetime import datetime

import pytest

from zhengtong.foundation.elements import api as elements
from zhengtong.foundation.elements import queries
from zhengtong.foundation.elements.terms import Check, Element, Type
from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.words import Words

AT = datetime(2026, 7, 24, 9, 0, tzinfo=CHINA)
FIRM = Ref("firm", "91990100MA0000015X")
OWNER = Actor(ActorKind.MEMBER, Ref("account", "1"), "李演示", FIRM)
DICTIONARY = {
    one.key: one
    for one in (
        Element("premises.area", Words("面积"), Type.NUMBER, {"exclusiveMinimum": 0}, unit=Words("平方米", "m²")),
        Element("premises.address", Words("地址"), Type.TEXT),
        Element("person.phone", Words("电话"), Type.TEXT, check=Check.PHONE),
        Element("matter.remarks", Words("备注"), Type.LONG_TEXT),
    )
}


@pytest.fixture(autouse=True)
def dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    """These elements and no others, whatever is published."""
    monkeypatch.setattr(queries, "_dictionary", lambda: DICTIONARY)
    elements.forget()
