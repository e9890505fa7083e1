"""数据元规则: what somebody wrote → a value; a value → what is wrong with it. Pure: no database, no clock."""
from zhengtong.foundation.elements.rules.checking import Checks, defects_of, problems_of
from zhengtong.foundation.elements.rules.reading import element_of, read

__all__ = ["Checks", "defects_of", "element_of", "problems_of", "read"]
