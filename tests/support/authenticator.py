"""An authenticator app on somebody's telephone."""

import time
from dataclasses import dataclass

PERIOD = 30


@dataclass
class Authenticator:
    """Shows a code every half minute. Each works once: whoever needs the next takes it a little ahead, or waits for it."""

    secret: str
    _last: int = 0

    def code(self) -> str:
        from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value  # needs Django, which a bench has not

        self._last = max(self._last + 1, int(time.time()) // PERIOD)
        time.sleep(max((self._last - 1) * PERIOD - time.time(), 0))
        return str(format_hotp_value(hotp_value(self.secret, self._last)))
