"""状态: a yes and a no in the words of the kind of power: only a permit is permitted."""

import pytest
from django.utils import translation

from zhengtong.channels.ui.states import APPROVAL, Tone, of_power
from zhengtong.delivery.approvals.terms import ApprovalState
from zhengtong.foundation.catalogue.terms import PowerKind


@pytest.mark.parametrize(
    ("power", "yes", "no"),
    [
        (PowerKind.PERMIT, "已准予", "不予许可"),
        (PowerKind.CONFIRMATION, "办结", "不予确认"),
        (PowerKind.BENEFIT, "办结", "不予给付"),
        (PowerKind.PUBLIC_SERVICE, "办结", "核验不通过"),
        (PowerKind.OTHER, "办结", "不予同意"),
    ],
)
def test_a_decision_is_said_in_the_words_of_its_power(power: PowerKind, yes: str, no: str) -> None:
    with translation.override("zh-hans"):
        approved, refused = of_power(ApprovalState.APPROVED, power), of_power(ApprovalState.REFUSED, power)
        assert (translation.gettext(approved.text), translation.gettext(refused.text)) == (yes, no)
    assert (approved.tone, refused.tone) == (Tone.DONE, Tone.LATE)


@pytest.mark.parametrize("state", [ApprovalState.WAITING, ApprovalState.OPEN, ApprovalState.LAPSED, ApprovalState.WITHDRAWN])
def test_before_a_decision_every_power_is_said_alike(state: ApprovalState) -> None:
    assert {of_power(state, power) for power in PowerKind} == {APPROVAL[state]}


@pytest.mark.parametrize("power", [one for one in PowerKind if one is not PowerKind.PERMIT])
def test_the_word_permit_is_kept_for_permits(power: PowerKind) -> None:
    with translation.override("zh-hans"):
        said = "".join(translation.gettext(of_power(state, power).text) for state in ApprovalState)
    assert "许可" not in said
    assert "准予" not in said
