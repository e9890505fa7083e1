"""身份与机构: when this fact, then that. A person is told of each sitting with them, in their messages and on their telephone."""

from datetime import datetime

from zhengtong.foundation.identity.commands.guardians import read_guardians
from zhengtong.foundation.identity.commands.telling import tell_holder, tell_person
from zhengtong.foundation.identity.errors import NoRegister, RealNameNeeded
from zhengtong.foundation.identity.facts import (
    AccountsMerged,
    AssistanceOpened,
    FirstCodeIssued,
    GuardianshipEnded,
    IdentityProved,
    IdentityProvedElsewhere,
    NewDeviceSeen,
    PasswordChanged,
    PersonsMerged,
    PhoneProved,
    SecondFactorAdded,
    SecondFactorRemoved,
    SessionsEnded,
    SignInLocked,
    WardCameOfAge,
)
from zhengtong.foundation.identity.facts.counter import CounterOpened
from zhengtong.foundation.identity.queries import bodies
from zhengtong.kernel.actors import system
from zhengtong.kernel.ledger import api as ledger
from zhengtong.kernel.messages import api as messages
from zhengtong.kernel.refs import Ref
from zhengtong.kernel.refusals import gettext_noop
from zhengtong.kernel.words import Words

OPENED = gettext_noop(
    "A helper of %(station)s acts for you until %(until)s. Stop it at any time under “Who acts for me”, or at any window."
)
AT_COUNTER = gettext_noop(
    "Your document was shown at the counter of %(window)s, and an officer there takes in a matter for you. Was it not you? Tell any window,"
    " or call the hotline, at once."
)
LOCKED = gettext_noop(
    "Somebody tried too often to sign in to your account. It is locked until %(until)s."
    " If it was not you, change the password."
)
NEW_DEVICE = gettext_noop(
    "Your account was used on a device that it was not used on before."
    " If it was not you, end its session and change the password."
)
CHANGED = gettext_noop("The password of your account was changed. If it was not you, call the hotline at once.")
RECOVERED = gettext_noop(
    "The password of your account was set anew with a code to your telephone. All sessions were ended."
    " If it was not you, call the hotline."
)
CODE_ISSUED = gettext_noop(
    "An administrator gave out a new one-time code for your sign-in; your password opens nothing any more."
    " If you did not ask for it, tell the head of your body at once."
)
FACTOR_ADDED = gettext_noop(
    "A way to confirm that it is you was added to your account."
    " If it was not you, remove it and change the password."
)
FACTOR_REMOVED = gettext_noop("A way to confirm that it is you was removed from your account. If it was not you, change the password.")
PHONE_CHANGED = gettext_noop("Your account has another telephone now. If it was not you, call the hotline at once.")
ELSEWHERE = gettext_noop(
    "Somebody confirmed your name and document in another account. Nothing was moved. If it was not you, call the hotline at once."
)
ONE_RECORD = gettext_noop("Two records of you were made one. Everything that was under either of them is here.")
ONE_ACCOUNT = gettext_noop(
    "Your other account was closed, and everything in it was moved here. If it was not you, call the hotline at once."
)
OF_AGE = gettext_noop("You are of age: from now on you act yourself. What runs goes on as it is, and drafts begun for you are yours.")
WARD_OF_AGE = gettext_noop("Somebody you acted for as guardian is of age and acts alone from now on. What runs goes on as it is.")
NO_GUARDIAN = gettext_noop("The household register no longer names you as guardian of somebody, so you no longer act for them here.")
ENDED = gettext_noop("%(count)s sessions of your account were ended.")


@ledger.afterwards(AssistanceOpened)
def tell_opened(fact: AssistanceOpened, row: ledger.Row) -> None:
    """帮办开始: who sits with them, until when, and how to stop it."""
    station = bodies.organisation(row.by.organisation or "")
    params = {"station": station.name if station else Words(""), "until": datetime.fromisoformat(fact.until)}
    tell_person(person=Ref("person", fact.person), message=OPENED, params=params, about=row.about, once=row.once("help"), at=row.at)


@ledger.afterwards(CounterOpened)
def tell_at_counter(fact: CounterOpened, row: ledger.Row) -> None:
    """窗口收件: whoever's document was read is told, so that nobody opens a matter in their name without them."""
    window = bodies.organisation(row.by.organisation or "")
    params = {"window": window.name if window else Words("")}
    tell_person(person=Ref("person", fact.person), message=AT_COUNTER, params=params, about=row.about, once=row.once("counter"), at=row.at)


@ledger.afterwards(SignInLocked)
def tell_locked(fact: SignInLocked, row: ledger.Row) -> None:
    """登录锁定."""
    until = datetime.fromisoformat(fact.until)
    tell_holder(account=fact.account, message=LOCKED, params={"until": until}, once=row.once("holder"), at=row.at)


@ledger.afterwards(NewDeviceSeen)
def tell_new_device(fact: NewDeviceSeen, row: ledger.Row) -> None:
    """新设备登录. Of a demonstration sign-in every visitor's device is new: nobody is told."""
    if not bodies.is_demonstration(fact.account):
        tell_holder(account=fact.account, message=NEW_DEVICE, once=row.once("holder"), at=row.at)


@ledger.afterwards(PasswordChanged)
def tell_password(fact: PasswordChanged, row: ledger.Row) -> None:
    """修改密码."""
    tell_holder(account=fact.account, message=RECOVERED if fact.why == "recovered" else CHANGED, once=row.once("holder"), at=row.at)


@ledger.afterwards(FirstCodeIssued)
def tell_code_issued(fact: FirstCodeIssued, row: ledger.Row) -> None:
    """补发入口码: whoever gives out the code could enter with it themselves; so the officer hears of it."""
    tell_holder(account=fact.account, message=CODE_ISSUED, once=row.once("holder"), at=row.at)


@ledger.afterwards(SecondFactorAdded)
def tell_factor_added(fact: SecondFactorAdded, row: ledger.Row) -> None:
    """添加验证方式."""
    tell_holder(account=fact.account, message=FACTOR_ADDED, once=row.once("holder"), at=row.at)


@ledger.afterwards(SecondFactorRemoved)
def tell_factor_removed(fact: SecondFactorRemoved, row: ledger.Row) -> None:
    """移除验证方式."""
    tell_holder(account=fact.account, message=FACTOR_REMOVED, once=row.once("holder"), at=row.at)


@ledger.afterwards(PhoneProved)
def tell_phone(fact: PhoneProved, row: ledger.Row) -> None:
    """更换手机."""
    if not fact.first:
        tell_holder(account=fact.account, message=PHONE_CHANGED, once=row.once("holder"), at=row.at, by_text=False)


@ledger.afterwards(SessionsEnded)
def tell_sessions(fact: SessionsEnded, row: ledger.Row) -> None:
    """结束会话."""
    tell_holder(account=fact.account, message=ENDED, params={"count": fact.count}, once=row.once("holder"), at=row.at, by_text=False)


@ledger.afterwards(IdentityProved)
def read_wards(fact: IdentityProved, row: ledger.Row) -> None:
    """监护登记: for whom a person acts by law is read once it is known who they are."""
    try:
        read_guardians(guardian=fact.person, by=system("identity"), at=row.at, once=row.once("wards"))
    except (NoRegister, RealNameNeeded):
        return


@ledger.afterwards(IdentityProvedElsewhere)
def tell_elsewhere(fact: IdentityProvedElsewhere, row: ledger.Row) -> None:
    """一人两账号: whoever has the account is told that somebody knows their name and document."""
    person = Ref("person", fact.person)
    tell_person(person=person, message=ELSEWHERE, about=person, once=row.once("elsewhere"), at=row.at)


@ledger.afterwards(PersonsMerged)
def messages_of_one_person(fact: PersonsMerged, row: ledger.Row) -> None:
    """自然人合并: what was told to the record that went is read by the one that stays."""
    kept = Ref("person", fact.kept)
    messages.readdress(gone=Ref("person", fact.gone), kept=kept)
    tell_person(person=kept, message=ONE_RECORD, about=kept, once=row.once("merged"), at=row.at, by_text=False)


@ledger.afterwards(AccountsMerged)
def messages_of_one_account(fact: AccountsMerged, row: ledger.Row) -> None:
    """账号合并."""
    messages.readdress(gone=Ref("account", str(fact.gone)), kept=Ref("account", str(fact.kept)))
    person = Ref("person", fact.person)
    tell_person(person=person, message=ONE_ACCOUNT, about=person, once=row.once("joined"), at=row.at)


@ledger.afterwards(WardCameOfAge)
def tell_of_age(fact: WardCameOfAge, row: ledger.Row) -> None:
    """成年: both are told."""
    for number, message in ((fact.ward, OF_AGE), (fact.guardian, WARD_OF_AGE)):
        person = Ref("person", number)
        tell_person(person=person, message=message, about=person, once=row.once(number), at=row.at, by_text=False)


@ledger.afterwards(GuardianshipEnded)
def tell_guardian(fact: GuardianshipEnded, row: ledger.Row) -> None:
    """监护终止."""
    person = Ref("person", fact.guardian)
    tell_person(person=person, message=NO_GUARDIAN, about=person, once=row.once("guardian"), at=row.at, by_text=False)
