"""内容 item, bundle, law, regime, calendar, local_holidays, life_event, synonyms, city: published here. The day that counts is today's."""

from zhengtong.foundation.catalogue.commands import index, laws, project
from zhengtong.foundation.catalogue.content import bundles, examples, items, others
from zhengtong.kernel import clock
from zhengtong.kernel.content import api as content
from zhengtong.kernel.content.terms import Published


def publish_matters(published: list[Published]) -> None:
    project.project(published, on=clock.today())


def publish_laws(published: list[Published]) -> None:
    laws.shelve(published, on=clock.today())


def publish_synonyms(published: list[Published]) -> None:  # noqa: ARG001 - the index is made of all that hold
    index.build(on=clock.today())
    project.new_edition()


def publish_others(published: list[Published]) -> None:  # noqa: ARG001 - they are read from content as they stand
    project.new_edition()


def register() -> None:
    """In this order they are published: what others look up goes first."""
    content.register("city", publish=publish_others, across=others.check_cities)
    content.register("regime", publish=publish_others, check=others.check_regimes)
    content.register("calendar", publish=publish_others, check=others.check_calendars)
    content.register("local_holidays", publish=publish_others, check=others.check_local_holidays)
    content.register("life_event", publish=publish_others, across=others.check_life_events)
    content.register("law", publish=publish_laws)
    content.register("synonyms", publish=publish_synonyms)
    content.register("item", publish=publish_matters, across=items.check)
    content.register("bundle", publish=publish_matters, across=bundles.check)
    content.register("examples", across=examples.check)
