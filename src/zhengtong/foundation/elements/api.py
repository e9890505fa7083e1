"""数据元: the front door."""
from zhengtong.foundation.elements.errors import InvalidAnswer, UnknownElement
from zhengtong.foundation.elements.queries import check_value, element, elements, every_element, forget, read_value, remembered

__all__ = [
    "InvalidAnswer",
    "UnknownElement",
    "check_value",
    "element",
    "elements",
    "every_element",
    "forget",
    "read_value",
    "remembered",
]
