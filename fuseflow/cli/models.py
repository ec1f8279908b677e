"""``fuseflow models``: what is built in."""

from __future__ import annotations

import click

from fuseflow.cli import show


@click.command("models")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, and nothing else, on stdout.")
def models_command(as_json: bool):
    """List the built-in models."""
    from fuseflow.models import MODELS

    if as_json:
        click.echo(show.dump({"models": [{"name": m.name, "about": m.about} for m in MODELS.values()]}))
        return
    width = max(map(len, MODELS))
    for m in MODELS.values():
        click.echo(f"{m.name.ljust(width)}  {m.about}")
