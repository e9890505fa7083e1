"""A few facts and actors to record."""
from datetime import datetime

import pytest

from zhengtong.kernel.actors import Actor, ActorKind
from zhengtong.kernel.clock import CHINA
from zhengtong.kernel.refs import Ref


@pytest.fixture
def by() -> Actor:
    return Actor(ActorKind.MEMBER, Ref("account", "7"), subject=Ref("person", "P0000000001X"))


@pytest.fixture
def about() -> Ref:
    return Ref("case", "4301-2026-0000001-K")


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 11, 23, 10, 0, tzinfo=CHINA)
