"""索引: the full-text index and the dictionary of words, made anew from the catalogue. SQLite: FTS5. PostgreSQL: tsvector under GIN."""

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from django.db import connection

from zhengtong.foundation.catalogue.models import Matter, Word
from zhengtong.foundation.catalogue.queries import lexicons
from zhengtong.foundation.catalogue.rules import spelling

LONGEST_WORD = 32


def build(*, on: date) -> None:
    """Make the index and the words anew. ``on``: the day whose synonyms hold."""
    names: list[tuple[int, str, str]] = [
        (place, f"{zh} {spelling.spoken(zh)} {en}", more)
        for place, zh, en, more in Matter.objects.values_list("id", "name_zh", "name_en", "more").order_by("id")
    ]
    _fill([(place, [*spelling.tokens(name), *spelling.tokens(more)]) for place, name, more in names])
    said = {word for group in lexicons.synonyms(on) for word in group}
    _count([name for _, name, _ in names], said, beside=[more for _, _, more in names])


def _fill(rows: Sequence[tuple[int, list[str]]]) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO zt_catalogue_search (zt_catalogue_search) VALUES ('delete-all')")
            lines = [(at, " ".join(dict.fromkeys(found))) for at, found in rows]
            cursor.executemany("INSERT INTO zt_catalogue_search (rowid, words) VALUES (%s, %s)", lines)
        else:
            cursor.execute("DELETE FROM zt_catalogue_search")
            cursor.executemany(
                "INSERT INTO zt_catalogue_search (id, words) VALUES (%s, array_to_tsvector(%s))",
                [(at, list(dict.fromkeys(found))) for at, found in rows],
            )
            cursor.execute(
                "ANALYZE zt_catalogue_search, zt_catalogue_matter"
            )  # so that the next question is planned over what is there now


def _count(names: Sequence[str], said: AbstractSet[str], *, beside: Sequence[str]) -> None:
    """In how many names each word and each pair stands. A synonym counts where a name holds it whole, else where it stands beside names."""
    counts: Counter[str] = Counter()
    words: dict[str, str] = {}
    for name in names:
        found = set(spelling.words(name))
        words.update(dict.fromkeys(found - words.keys(), ""))
        counts.update(found.union(*(spelling.pairs(run) for run in spelling.runs(name))))
    for lines in (Counter(name.casefold() for name in names), Counter(line for more in beside for line in more.split("\n")[1:])):
        whole = "\n".join(lines)
        for word in said - counts.keys():
            if word in whole:
                counts[word] = sum(often for line, often in lines.items() if word in line)
                words[word] = ""
    Word.objects.all().delete()
    Word.objects.bulk_create(
        [
            Word(text=text, count=count, pinyin=" ".join(spelling.pinyin(text)) if text in words else "")
            for text, count in sorted(counts.items())
            if len(text) <= LONGEST_WORD
        ],
        batch_size=1000,
    )
