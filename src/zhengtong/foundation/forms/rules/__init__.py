"""表单规则: one form from many asks; what is wrong with answers; what two windows' answers add up to. Pure."""
from zhengtong.foundation.forms.rules.checking import check
from zhengtong.foundation.forms.rules.composing import compose
from zhengtong.foundation.forms.rules.merging import Kept, Merged, merge

__all__ = ["Kept", "Merged", "check", "compose", "merge"]
