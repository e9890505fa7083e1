"""The product's settings, read in the surroundings of a test run. Changes nothing in them but the cost of a password
and the limits on how often a program may ask."""
import os

from tests.support import environment

environment.prepare()

from zhengtong.site import translations  # noqa: E402 - the surroundings come first

translations.ensure()   # before anybody reads a text: what was not there then is remembered as missing

from zhengtong.site.settings import *  # noqa: E402, F403

ZT_API_RATES: dict[str, tuple[int, int]] = {}       # tests of the limits set their own
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
os.environ["DJANGO_SETTINGS_MODULE"] = "zhengtong.site.settings"  # for the processes that tests start
