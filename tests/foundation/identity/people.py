"""The moment and the codes that these tests speak of."""

from datetime import datetime

from zhengtong.foundation.identity.terms import CreditCode
from zhengtong.kernel.actors import system
from zhengtong.kernel.clock import CHINA

AT = datetime(2026, 11, 20, 9, 30, tzinfo=CHINA)
BY = system("test")
FIRE = CreditCode("119901000000000430")
WINDOW = CreditCode("129901000000000277")
FIRM = "91990100MA0000015X"
