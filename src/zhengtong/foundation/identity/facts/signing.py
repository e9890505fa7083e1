"""登录事实: who was let in or turned away is told by account numbers; never a name that was typed, a telephone or an address."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SignInRefused:
    """登录被拒. ``account`` None: no account goes by what was given. ``way``: password, code, second_factor, passkey, recovery."""

    account: int | None
    way: str


@dataclass(frozen=True, slots=True)
class SignInLocked:
    """登录锁定 after too many refused tries."""

    account: int
    until: str


@dataclass(frozen=True, slots=True)
class SecondFactorAdded:
    """添加验证方式. ``factor``: totp, webauthn, recovery_codes."""

    account: int
    factor: str


@dataclass(frozen=True, slots=True)
class SecondFactorRemoved:
    """移除验证方式."""

    account: int
    factor: str


@dataclass(frozen=True, slots=True)
class SessionsEnded:
    """结束会话. ``why``: holder, recovered."""

    account: int
    count: int
    why: str


@dataclass(frozen=True, slots=True)
class PasswordChanged:
    """修改密码. ``why``: changed, recovered."""

    account: int
    why: str


@dataclass(frozen=True, slots=True)
class PhoneProved:
    """验证手机: the account has this telephone from now on; which one is not said."""

    account: int
    first: bool


@dataclass(frozen=True, slots=True)
class NewDeviceSeen:
    """新设备登录."""

    account: int
