"""``zt jobs``: what the worker still owes, what it gave up, and running one again."""
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from zhengtong.site.cli.speech import say
from zhengtong.site.starting import with_django

if TYPE_CHECKING:
    from zhengtong.kernel.ledger.terms import Job, Schedule


@click.group(invoke_without_command=True)
@click.option("--state", type=click.Choice(["waiting", "done", "dead"]), help="only these; without it, all that is not done")
@click.option("--limit", type=click.IntRange(1, 10_000), default=100, show_default=True, help="how many at most")
@click.option("--json", "as_json", is_flag=True, help="for machines")
@click.pass_context
def jobs(context: click.Context, state: str | None, limit: int, as_json: bool) -> None:
    """后台任务: list jobs and schedules; ``again ID`` runs one again."""
    if context.invoked_subcommand:
        return
    with_django(tables=True)
    from zhengtong.kernel.ledger import api

    owed = api.jobs(api.JobState(state) if state else None, limit=limit)
    periodic = api.schedules()
    if as_json:
        told = {"jobs": [_as_json(job) for job in owed], "schedules": [asdict(each) for each in periodic]}
        click.echo(json.dumps(told, ensure_ascii=False, default=str))
        return
    _tell(owed, periodic)


@jobs.command()
@click.argument("number", type=int)
def again(number: int) -> None:
    """Run job NUMBER again, from its first attempt."""
    with_django(tables=True)
    from zhengtong.kernel.actors import system
    from zhengtong.kernel.ledger import api

    api.run_again(number, by=system("command line"))
    click.echo(say("Job %(number)s runs again as soon as the worker is free.", {"number": number}))


def _as_json(job: "Job") -> dict[str, object]:
    return {**asdict(job), "about": str(job.about) if job.about else None}


def _tell(owed: "tuple[Job, ...]", periodic: "tuple[Schedule, ...]") -> None:
    if not owed:
        click.echo(say("No job is waiting, none was given up."))
    for job in owed:
        click.echo(f"{job.id:>8}  {job.state:<8} {job.attempts:>3}×  {job.due_at:%m-%d %H:%M:%S}  {job.name}  {job.about}  {job.error}")
    for each in periodic:
        last = f"{each.last_at:%m-%d %H:%M:%S}" if each.last_at else "–"
        click.echo(f"{'':>8}  {each.seconds:>6} s         {last:<14}  {each.name}  {each.error}")
