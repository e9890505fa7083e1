"""搜索: candidates from the full-text index of whichever database, order by our own rule."""

from collections.abc import Sequence

from django.conf import settings
from django.db import connection

from zhengtong.foundation.catalogue.queries.editions import store
from zhengtong.foundation.catalogue.queries.lexicons import lexicon
from zhengtong.foundation.catalogue.rules import formula, ranking, slots, spelling, wording
from zhengtong.foundation.catalogue.rules.formula import Strict
from zhengtong.foundation.catalogue.rules.ranking import Candidate
from zhengtong.foundation.catalogue.rules.slots import Wanted
from zhengtong.foundation.catalogue.terms import Filing, Hit, HitKind, SubjectKind
from zhengtong.kernel.words import Words

MOST = 80  # candidates that are ranked
FEW = 8  # with fewer strict candidates, loose ones are asked for too
MOST_KEPT = 20_000  # lines that a process keeps at hand
_KINDS = {str(kind): kind for kind in HitKind}
_COLUMNS = "id, kind, code, name_zh, name_en, more, organisation_name, division, filing, pack, initials, inside"
_Row = tuple[int, str, str, str, str, str, str, str, str, str, str, bool]
_Line = tuple[Candidate, _Row]


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
    places = _matching(strict_words(formula.strict(wanted)), where, values)
    if len(places) < FEW:
        places += _matching(loose_words(formula.loose(wanted, lexicon())), where, values)
        if wanted.letters.isalpha() and len(wanted.letters) > 1:
            places += _by_initials(wanted.letters, where, values)
    lines = _lines(places)
    ranked = ranking.rank(wanted, [line[0] for line in lines.values()], limit=limit)
    return tuple(_hit(lines[one.place][1], one.score, one.why) for one in ranked)


def _where(division: str | None, subject: SubjectKind | None) -> tuple[str, list[str]]:
    where = " AND m.division = %s" if division is not None else ""
    if subject is not None:
        where += " AND (m.person OR NOT m.firm)" if subject is SubjectKind.PERSON else " AND (m.firm OR NOT m.person)"
    return where, [division] if division is not None else []


def _matching(words: str, where: str, values: Sequence[str]) -> list[int]:
    """Places in catalogue order, so that both databases cut off alike."""
    if not words:
        return []
    place, condition = ("s.rowid", "zt_catalogue_search MATCH %s") if connection.vendor == "sqlite" else ("s.id", "s.words @@ %s::tsquery")
    limited = f" JOIN zt_catalogue_matter m ON m.id = {place}" if where else ""
    sql = f"SELECT {place} FROM zt_catalogue_search s{limited} WHERE {condition}{where} ORDER BY {place} LIMIT {MOST}"  # noqa: S608
    return [row[0] for row in _rows(sql, [words, *values])]


def _by_initials(letters: str, where: str, values: Sequence[str]) -> list[int]:
    """Names whose first letters begin so (kbcyd)."""
    if connection.vendor == "sqlite":
        condition, bounds = "m.initials >= %s AND m.initials < %s", [letters, letters + "{"]
    else:
        condition, bounds = "m.initials LIKE %s", [letters + "%"]
    sql = f"SELECT m.id FROM zt_catalogue_matter m WHERE {condition}{where} ORDER BY m.id LIMIT {MOST}"  # noqa: S608
    return [row[0] for row in _rows(sql, [*bounds, *values])]


def _lines(places: Sequence[int]) -> dict[int, _Line]:
    """The lines at these places; those asked for lately are at hand."""
    held: dict[int, _Line] = store().setdefault("lines", {})  # type: ignore[assignment]
    lacking = [place for place in dict.fromkeys(places) if place not in held]
    if lacking:
        marks = ", ".join(["%s"] * len(lacking))
        for row in _rows(f"SELECT {_COLUMNS} FROM zt_catalogue_matter WHERE id IN ({marks})", lacking):  # noqa: S608
            held[row[0]] = (_candidate(row), row)
    found = {place: line for place in places if (line := held.get(place))}
    if len(held) > MOST_KEPT:
        for place in tuple(held)[: len(held) - MOST_KEPT]:  # the oldest; another thread may be doing the same
            held.pop(place, None)
    return found


def _rows(sql: str, values: Sequence[str | int]) -> list[_Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[_Row] = cursor.fetchall()
    return found


def strict_words(slots: Strict) -> str:
    return _both([_either([_both([_token(token) for token in tokens]) for tokens in ways]) for ways in slots])


def loose_words(tokens: Sequence[str]) -> str:
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
    spoken = spelling.spoken(zh)
    name = " ".join(dict.fromkeys(filter(None, (spoken, zh, en)))).casefold()
    own, online = pack == settings.ZT_CITY, filing == Filing.ONLINE
    result = more.split("\n", 2)[1] if "\n" in more else ""
    later = bool(slots.LATER.search(spoken))
    return Candidate(place, _KINDS[kind], code, name, more, len(spoken), initials, own, online, bool(inside), result, later)


def _hit(row: _Row, score: float, why: str) -> Hit:
    _, kind, code, zh, en, _, organisation, division, filing, *_ = row
    return Hit(HitKind(kind), code, Words(zh, en), organisation, division, Filing(filing), score, why)
