"""Whose sign-in is meant, how it may be reached, and whether it has to wait."""

from datetime import datetime

from zhengtong.foundation.identity import rules
from zhengtong.foundation.identity.errors import InvalidPhone
from zhengtong.foundation.identity.models import Account, KnownDevice, SignInTrouble, Staff
from zhengtong.foundation.identity.terms import DeviceView
from zhengtong.kernel.crypto import api as crypto


def account_named(name: str) -> int | None:
    """The account that a typed sign-in name or telephone means."""
    found = Account.objects.filter(username__iexact=name.strip()).values_list("pk", flat=True).first()
    return found if found is not None else account_by_phone(name)


def account_by_phone(phone: str) -> int | None:
    """The account that proved this telephone."""
    try:
        number = rules.check_phone(phone)
    except InvalidPhone:
        return None
    return Account.objects.filter(phone_index=phone_index(number)).values_list("pk", flat=True).first()


def phone_index(number: str) -> str:
    return crypto.blind_index(number, of="account.phone")


def phone_of(account: int) -> tuple[str, bool] | None:
    """The account's telephone and whether it is proved."""
    row = Account.objects.filter(pk=account).only("phone", "phone_verified_at").first()
    return (row.phone, row.phone_verified_at is not None) if row and row.phone else None


def is_pending(account: int) -> bool:
    """Begun, and no account yet: the telephone was not proved."""
    return Account.objects.filter(pk=account, pending=True).exists()


def serves(account: int) -> bool:
    """Whether it is an officer's sign-in, in their post or left."""
    return Staff.objects.filter(account=account).exists()


def held_until(account: int, at: datetime) -> datetime | None:
    """等待: before this moment no try is looked at; None: go on."""
    row = SignInTrouble.objects.filter(account=account).first()
    return rules.next_try(row.refused, row.last_at, at) if row else None


def devices_of(account: int) -> tuple[DeviceView, ...]:
    """常用设备, the latest first."""
    rows = KnownDevice.objects.filter(account=account).order_by("-last_at")
    return tuple(DeviceView(row.pk, row.described, row.first_at, row.last_at) for row in rows)
