"""搜索: candidates from the full-text index of whichever database, order by our own rule."""

from collections.abc import Sequence

from django.conf import settings
from django.db import connection

from zhengtong.foundation.catalogue.queries.lexicons import lexicon
from zhengtong.foundation.catalogue.rules import formula, ranking, wording
from zhengtong.foundation.catalogue.rules.formula import Strict
from zhengtong.foundation.catalogue.rules.ranking import Candidate
from zhengtong.foundation.catalogue.rules.wording import Wanted
from zhengtong.foundation.catalogue.terms import Filing, Hit, HitKind, SubjectKind
from zhengtong.kernel.words import Words

MOST = 160  # candidates that are ranked
_KINDS = {str(kind): kind for kind in HitKind}
FEW = 8  # with fewer strict candidates, loose ones are asked for too
_COLUMNS = "m.id, m.kind, m.code, m.name_zh, m.name_en, m.more, m.organisation_name, m.division, m.filing, m.pack, m.initials, m.inside"
_Row = tuple[int, str, str, str, str, str, str, str, str, str, str, bool]


def find(text: str, *, division: str | None = None, subject: SubjectKind | None = None, limit: int = 10) -> tuple[Hit, ...]:
    """What answers a question in plain words, best first; nothing for a question that says nothing. Never fails on what was typed."""
    return _answer(wording.understand(text, lexicon()), division, subject, max(0, min(limit, 100)))


def suggest(text: str, limit: int = 8) -> tuple[Hit, ...]:
    """The same while typing: the last word may be half typed."""
    wanted = wording.understand(text, lexicon(), unfinished=True)
    return _answer(wanted, None, None, max(0, min(limit, 20)))


def _answer(wanted: Wanted, division: str | None, subject: SubjectKind | None, limit: int) -> tuple[Hit, ...]:
    if not wanted.slots or not limit:
        return ()
    where, values = _where(division, subject)
    rows = {row[0]: row for row in _matching(_strict(formula.strict(wanted)), where, values)}
    if len(rows) < FEW:
        loose = formula.loose(wanted, lexicon())
        rows |= {row[0]: row for row in _matching(_loose(loose), where, values)}
        if wanted.letters.isalpha() and len(wanted.letters) > 1:
            rows |= {row[0]: row for row in _by_initials(wanted.letters, where, values)}
    ranked = ranking.rank(wanted, map(_candidate, rows.values()), limit=limit)
    return tuple(_hit(rows[one.place], one.score, one.why) for one in ranked)


def _where(division: str | None, subject: SubjectKind | None) -> tuple[str, list[str]]:
    where = " AND m.division = %s" if division is not None else ""
    if subject is not None:
        where += " AND (m.person OR NOT m.firm)" if subject is SubjectKind.PERSON else " AND (m.firm OR NOT m.person)"
    return where, [division] if division is not None else []


def _matching(words: str, where: str, values: Sequence[str]) -> list[_Row]:
    """Candidates in catalogue order, so that both databases cut off alike."""
    if not words:
        return []
    if connection.vendor == "sqlite":
        sql = "zt_catalogue_search s JOIN zt_catalogue_matter m ON m.id = s.rowid WHERE zt_catalogue_search MATCH %s"
        order = "s.rowid"
    else:
        sql = "zt_catalogue_search s JOIN zt_catalogue_matter m ON m.id = s.id WHERE s.words @@ %s::tsquery"
        order = "s.id"
    return _rows(f"SELECT {_COLUMNS} FROM {sql}{where} ORDER BY {order} LIMIT {MOST}", [words, *values])  # noqa: S608


def _by_initials(letters: str, where: str, values: Sequence[str]) -> list[_Row]:
    """Names whose first letters begin so (kbcyd)."""
    sql = f"SELECT {_COLUMNS} FROM zt_catalogue_matter m WHERE m.initials >= %s AND m.initials < %s{where} ORDER BY m.id LIMIT {MOST}"  # noqa: S608
    return _rows(sql, [letters, letters + "{", *values])


def _rows(sql: str, values: Sequence[str]) -> list[_Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[_Row] = cursor.fetchall()
    return found


def _strict(slots: Strict) -> str:
    return _both([_either([_both([_token(token) for token in tokens]) for tokens in ways]) for ways in slots])


def _loose(tokens: Sequence[str]) -> str:
    return _either([_token(token) for token in tokens])


def _token(token: str) -> str:
    """Quoted for the engine; tokens hold only Chinese characters, small letters and figures."""
    return f'"{token}"' if connection.vendor == "sqlite" else f"'{token}'"


def _both(parts: Sequence[str]) -> str:
    joint = " AND " if connection.vendor == "sqlite" else " & "
    return f"({joint.join(parts)})" if len(parts) > 1 else "".join(parts)


def _either(parts: Sequence[str]) -> str:
    joint = " OR " if connection.vendor == "sqlite" else " | "
    return f"({joint.join(parts)})" if len(parts) > 1 else "".join(parts)


def _candidate(row: _Row) -> Candidate:
    place, kind, code, zh, en, more, _, _, filing, pack, initials, inside = row
    name = f"{zh} {en}".casefold() if en else zh.casefold()
    own, online = pack == settings.ZT_CITY, filing == Filing.ONLINE
    return Candidate(place, _KINDS[kind], code, name, more, len(zh), initials, own, online, bool(inside))


def _hit(row: _Row, score: float, why: str) -> Hit:
    _, kind, code, zh, en, _, organisation, division, filing, *_ = row
    return Hit(HitKind(kind), code, Words(zh, en), organisation, division, Filing(filing), score, why)
