"""加密字段: model fields whose column holds only ciphertext. To find one by equality, keep a ``blind_index`` column beside it."""
import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from zhengtong.kernel.crypto import sealing

if TYPE_CHECKING:
    _Any = models.Field[Any, Any]
else:
    _Any = models.TextField


class _Sealed(_Any):
    """Seals on the way to the database, unseals on the way back; only ``isnull`` can be asked of the column."""

    @property
    def place(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else sealing.seal(self.write(value), place=self.place, folder=settings.ZT_KEYS)

    def from_db_value(self, value: str | None, expression: object, connection: BaseDatabaseWrapper) -> Any:  # noqa: ARG002
        return None if value is None else self.read(sealing.unseal(value, place=self.place, folder=settings.ZT_KEYS))

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def to_python(self, value: Any) -> Any:
        return value

    def write(self, value: Any) -> str:
        raise NotImplementedError

    def read(self, text: str) -> Any:
        raise NotImplementedError


class EncryptedText(_Sealed):
    """A text, sealed."""

    def write(self, value: Any) -> str:
        return str(value)

    def read(self, text: str) -> str:
        return text


class EncryptedJSON(_Sealed):
    """Anything JSON can hold, sealed. As with JSONField, dates and decimals must be written as text first."""

    def write(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))

    def read(self, text: str) -> Any:
        return json.loads(text)
