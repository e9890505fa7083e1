"""办件: when this fact, then that; one subject a file."""

from zhengtong.delivery.cases.reactions import conducting, documents, outside, receiving, steps, telling

__all__ = ["conducting", "documents", "outside", "receiving", "steps", "telling"]
