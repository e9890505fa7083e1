"""法人规则: what follows for offices and rows from what the register of firms says. Pure."""

from collections.abc import Mapping

from zhengtong.foundation.identity.errors.firms import FirmGone
from zhengtong.foundation.identity.terms import RegisterStatus


def changed(held: Mapping[str, str], said: Mapping[str, str]) -> tuple[str, ...]:
    """登记事项变更: which of the register's facts differ from what we hold; what the register leaves out is no change."""
    return tuple(sorted(key for key, value in said.items() if value and held.get(key) != value))


def check_stands(status: RegisterStatus, name: str) -> None:
    """存续: a deregistered or revoked firm files nothing new (民法典 arts. 59, 70; 公司法 art. 37). Raises FirmGone."""
    if status is not RegisterStatus.ACTIVE:
        raise FirmGone(name=name)
