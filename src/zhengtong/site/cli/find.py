"""``zt find``: which matter answers a question in plain words."""

import json
from typing import TYPE_CHECKING

import click

from zhengtong.kernel.refusals import gettext_noop
from zhengtong.site.cli.speech import language, say
from zhengtong.site.starting import with_django

if TYPE_CHECKING:
    from zhengtong.foundation.catalogue.terms import Hit

NOTHING = gettext_noop("Nothing in the catalogue answers this. Try other words, or the name of the department.")
FIRST_TIME = gettext_noop("The catalogue is empty; publishing the shipped content of %(city)s first.")


@click.command()
@click.argument("text")
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="How many answers at most.")
@click.option("--division", help="Only of this division, twelve digits.")
@click.option("--subject", type=click.Choice(["person", "firm"]), help="Only what a person, or a firm, may file.")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
def find(*, text: str, limit: int, division: str | None, subject: str | None, as_json: bool) -> None:
    """找事项: what answers TEXT, best first. Words, pinyin, first letters and slips of the finger are all understood."""
    with_django(tables=True)
    from zhengtong.foundation.catalogue import api as catalogue
    from zhengtong.foundation.catalogue.terms import SubjectKind

    _fill()
    city = catalogue.city()
    hits = catalogue.find(text, division=division, subject=SubjectKind(subject) if subject else None, limit=limit)
    if as_json:
        click.echo(json.dumps([_as_json(hit, city.division) for hit in hits], ensure_ascii=False))
        return
    for hit in hits:
        where = hit.organisation_name if hit.division == city.division else f"{hit.organisation_name} [{hit.division}]"
        click.echo("\t".join((f"{hit.kind}:{hit.code}", hit.name.say(language()), where)).rstrip())
    if not hits:
        click.echo(say(NOTHING), err=True)


def _fill() -> None:
    """An empty home answers too: what is shipped is published into it once."""
    from django.conf import settings

    from zhengtong.foundation.catalogue import api as catalogue
    from zhengtong.kernel import clock
    from zhengtong.kernel.actors import system
    from zhengtong.kernel.content import api as content

    if not catalogue.browse(limit=1).hits:
        click.echo(say(FIRST_TIME, {"city": settings.ZT_CITY}), err=True)
        content.publish(settings.ZT_CITY, by=system("cli"), at=clock.now())


def _as_json(hit: "Hit", own: str) -> dict[str, object]:
    return {
        "kind": str(hit.kind),
        "code": hit.code,
        "name": hit.name.zh,
        "name_en": hit.name.en,
        "organisation_name": hit.organisation_name,
        "division": hit.division,
        "neighbour": hit.division != own,
        "filing": str(hit.filing),
        "score": hit.score,
        "why": hit.why,
    }
