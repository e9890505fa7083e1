"""本人声明: what in a draft only the person can declare, and whether they did, where a helper filled it in."""

import hashlib
import json

from zhengtong.delivery.cases.terms import Declarations, Preparation
from zhengtong.foundation.identity import api as identity
from zhengtong.foundation.identity.terms import Basis
from zhengtong.kernel.actors import Actor
from zhengtong.kernel.words import Words


def declarations(ready: Preparation, by: Actor) -> Declarations:
    """承诺须本人作出 (民法典 art. 161(2): what must be done in person is not done by another). Nothing to confirm but for a helper."""
    lines = promises(ready) if by.basis is not None and by.basis.kind == Basis.ASSISTANCE else ()
    said = identity.declaration(draft=ready.draft.number, digest=digest(ready), by=by) if lines else None
    done = bool(lines) and identity.is_declared(draft=ready.draft.number, digest=digest(ready), by=by)
    return Declarations(lines, asked=said is not None and said.confirmed_at is None, confirmed=done)


def promises(ready: Preparation) -> tuple[Words, ...]:
    """Each promise of this draft, as it reads: those in its form, what the person commits to, what they promise for later."""
    asked = tuple(field.element.title for field in ready.plan.form.fields if field.element.is_promise)
    committed = tuple(one.commitment.told for one in ready.commitments if one.made and not one.commitment.answer)
    return (*asked, *committed, *(one.material.name for one in ready.promisable if one.promised))


def digest(ready: Preparation) -> str:
    """Of everything a declaration speaks of: every answer, known ones too, and every file. One sign changed, and it was said of another."""
    told = {
        "matter": str(ready.draft.matter),
        "subject": str(ready.draft.subject),
        "answers": {one.element.key: one.known.value if one.known else one.value for one in ready.plan.form.fields},
        "situation": {one.element: ready.plan.answers.get(one.element) for one in ready.plan.bundle.questions},
        **_chosen(ready),
        "files": sorted((one.material, one.sha256) for one in ready.draft.files),
    }
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


def _chosen(ready: Preparation) -> dict[str, object]:
    """What was chosen besides; nothing where nothing was."""
    committed = sorted(one.digest for one in ready.commitments if one.made and not one.commitment.answer)
    later = sorted(one.material.code for one in ready.promisable if one.promised)
    return {**({"committed": committed} if committed else {}), **({"later": later} if later else {})}
