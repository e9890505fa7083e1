"""``zt synth``: people and firms that do not exist, and the demonstration's sign-ins."""

import json

import click

from zhengtong.foundation.identity.terms import DemoSignIn
from zhengtong.site.starting import with_django


@click.command()
@click.option("--people", type=click.IntRange(0, 1_000_000), default=0, help="how many people")
@click.option("--firms", type=click.IntRange(0, 1_000_000), default=0, help="how many firms")
@click.option("--cases", type=click.IntRange(0, 1_000_000), default=0, help="how many cases these firms file")
@click.option("--seed", type=int, default=1, show_default=True, help="the same seed makes the same ones")
@click.option("--json", "as_json", is_flag=True, help="for machines")
def synth(people: int, firms: int, cases: int, seed: int, as_json: bool) -> None:
    """合成数据: register synthetic people and firms; without numbers, the demonstration's sign-ins."""
    with_django(tables=True)
    from zhengtong.site import synth as making

    if people or firms or cases:
        made = making.populate(people=people, firms=max(firms, 1 if cases else 0), seed=seed)
        filed = making.file_cases(count=cases, seed=seed, firms=made.firms)
        told: dict[str, object] = {"seed": seed, "synthetic": True}
        told |= {"people": list(made.people), "firms": list(made.firms), "cases": list(filed)}
        counts = f"{len(made.people)} 人 people · {len(made.firms)} 家 firms · {len(filed)} 件 cases"
        lines = [f"{counts} · seed {seed} · 全部为合成数据 all synthetic"]
    else:
        rows = making.ensure()
        told = {"synthetic": True, "sign_ins": [_as_json(row) for row in rows]}
        lines = [making.table(rows) + making.helped(making.cast().helped)]
    for line in [json.dumps(told, ensure_ascii=False)] if as_json else lines:
        click.echo(line)


def _as_json(row: DemoSignIn) -> dict[str, str]:
    return {
        "username": row.username,
        "password": row.password,
        "name": row.name,
        "role": row.role.zh,
        "role_en": row.role.en,
        "organisation": row.organisation,
    }
