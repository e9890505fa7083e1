"""首次登录: the one-time code of an officer who joins, and the password they choose with it."""

import hmac
import secrets
from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.hashers import make_password

from zhengtong.foundation.identity.errors import WeakPassword
from zhengtong.foundation.identity.errors.staffing import WrongCode
from zhengtong.foundation.identity.facts.staffing import OfficerEntered
from zhengtong.foundation.identity.models import Account, Staff
from zhengtong.foundation.identity.rules import LEAST_PASSWORD
from zhengtong.foundation.identity.rules import staffing as rules
from zhengtong.kernel.actors import Actor, ActorKind, system
from zhengtong.kernel.crypto import api as crypto
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.refs import Ref


def enter(*, username: str, code: str, password: str, at: datetime, check: Callable[[Account], None] | None = None) -> int:
    """首次登录: with the one-time code the officer chooses a password; the code is used up. Returns the account.

    ``check``: what else a password must be, said by whoever asks. Raises WrongCode, WeakPassword.
    """
    if len(password) < LEAST_PASSWORD:
        raise WeakPassword
    digest = _digest(username.strip().lower(), rules.as_read(code))
    with ledger.writing(None, system("identity")):
        account = Account.objects.select_for_update().filter(username=username.strip().lower(), is_active=True).first()
        wanted = rules.code_digest(account.password, at) if account else None
        if account is None or wanted is None or not hmac.compare_digest(wanted, digest):
            raise WrongCode
        if check:
            check(account)
        account.password = make_password(password)
        account.save(update_fields=["password"])
        who = Ref("account", str(account.pk))
        row = Staff.objects.filter(account=account).first()
        by = Actor(ActorKind.STAFF, who, organisation=row.organisation_id if row else None)
        ledger.record(OfficerEntered(account=account.pk), by=by, at=at, about=who)
    return int(account.pk)


def fresh_code() -> str:
    """80 bits, in signs that are not mistaken for each other."""
    return "".join(secrets.choice(rules.CODE_SIGNS) for _ in range(rules.CODE_LENGTH))


def mark(username: str, code: str, at: datetime) -> str:
    """What stands in the place of a password until the code is used: a keyed digest, which no sign-in accepts."""
    return rules.code_mark(_digest(username, code), at)


def _digest(username: str, code: str) -> str:
    return crypto.blind_index(f"{username}:{code}", of="account.first_code")
