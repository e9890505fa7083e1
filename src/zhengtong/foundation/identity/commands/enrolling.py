"""自助开户: somebody begins an account; it is one when their telephone is proved. Telephones and passwords changed by their holder."""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import IntegrityError, transaction

from zhengtong.foundation.identity import rules
from zhengtong.foundation.identity.errors import (
    DemonstrationPassword,
    PhoneTaken,
    SignInNameWrong,
    UsernameTaken,
    WeakPassword,
)
from zhengtong.foundation.identity.facts import AccountOpened, PasswordChanged, PhoneProved
from zhengtong.foundation.identity.models import Account, DemoAccount
from zhengtong.foundation.identity.queries import signing
from zhengtong.foundation.identity.rules import LEAST_PASSWORD
from zhengtong.kernel.actors import ANONYMOUS, Actor
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref

PENDING_FOR = timedelta(minutes=30)


def begin_account(*, username: str, password: str, phone: str, at: datetime) -> int:
    """开始注册: open to everybody. Nobody is known by it before the telephone is proved; the name is kept for half an hour.

    Raises SignInNameWrong, WeakPassword, InvalidPhone, UsernameTaken.
    """
    number = rules.check_phone(phone)
    if not rules.is_sign_in_name(username):
        raise SignInNameWrong
    if len(password) < LEAST_PASSWORD:
        raise WeakPassword
    hashed = make_password(password)
    with ledger.writing(None, ANONYMOUS):
        if Account.objects.filter(username__iexact=username).exists():
            raise UsernameTaken(username=username)
        return int(Account.objects.create(username=username, password=hashed, phone=number, pending=True, date_joined=at).pk)


def mend_phone(*, account: int, phone: str) -> None:
    """更正手机号 while the account is only begun. Raises InvalidPhone."""
    number = rules.check_phone(phone)
    with ledger.writing(None, ANONYMOUS):
        row = Account.objects.select_for_update().filter(pk=account, pending=True).first()
        if row is not None:
            row.phone = number
            row.save(update_fields=["phone"])


def give_up_account(*, username: str, password: str) -> None:
    """放弃注册: who began with this name and this password, and never proved the telephone, may begin anew."""
    row = Account.objects.filter(username__iexact=username, pending=True).first()
    if row is not None and check_password(password, row.password):
        with ledger.writing(None, ANONYMOUS):
            Account.objects.filter(pk=row.pk, pending=True).delete()


def clear_pending(*, at: datetime) -> int:
    """清理未完成的注册 after half an hour. Returns how many."""
    with ledger.writing(None, ANONYMOUS):
        return Account.objects.filter(pending=True, date_joined__lt=at - PENDING_FOR).delete()[0]


def prove_phone(*, account: int, phone: str, by: Actor, at: datetime) -> None:
    """验证手机: a code sent to it came back. The first time it opens the account that was begun. Raises InvalidPhone, PhoneTaken."""
    number = rules.check_phone(phone)
    about = Ref("account", str(account))
    with ledger.writing(None, by):
        row = Account.objects.select_for_update().get(pk=account)
        if row.phone == number and row.phone_verified_at is not None:
            return
        first, opens = row.phone_verified_at is None, row.pending
        row.phone, row.phone_index, row.phone_verified_at, row.pending = number, signing.phone_index(number), at, False
        try:
            with transaction.atomic():
                row.save(update_fields=["phone", "phone_index", "phone_verified_at", "pending"])
        except IntegrityError as why:
            raise PhoneTaken from why
        if opens:
            ledger.record(AccountOpened(account=account, subject=""), by=by, at=at, about=about)
        ledger.record(PhoneProved(account=account, first=first), by=by, at=at, about=about)


def change_password(*, account: int, password: str, why: str, by: Actor, at: datetime) -> str:
    """修改密码: every other session and every token end with the old one. Returns what is stored.

    Raises WeakPassword, DemonstrationPassword.
    """
    if len(password) < LEAST_PASSWORD:
        raise WeakPassword
    hashed = make_password(password)
    with ledger.writing(None, by):
        if DemoAccount.objects.filter(account=account).exists():
            raise DemonstrationPassword
        Account.objects.filter(pk=account).update(password=hashed)
        ledger.record(PasswordChanged(account=account, why=why), by=by, at=at, about=Ref("account", str(account)))
    return hashed
