"""The people and bodies of whole matters, for what content is about."""

from tests.delivery.conftest import town

__all__ = ["town"]
