"""身份与机构: tables."""
from django.contrib.auth.models import AbstractUser


class Account(AbstractUser):
    """A sign-in. Who it belongs to is a Person or a Staff row, never this table."""
