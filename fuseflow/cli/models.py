"""``fuseflow models``: what is built in."""

from __future__ import annotations

import click

from fuseflow.cli import show


@click.command("models")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, and nothing else, on stdout.")
def models_command(as_json: bool):
    """List the built-in models and the data sets whose sizes are known."""
    from fuseflow.datasets import KNOWN
    from fuseflow.models import MODELS
    from fuseflow.results import format_table

    if as_json:
        datasets = [{"name": name, "nodes": k.nodes, "edges": k.edges, "features": k.features, "classes": k.classes}
                    for name, k in KNOWN.items()]
        models = [{"name": m.name, "about": m.about} for m in MODELS.values()]
        click.echo(show.dump({"models": models, "datasets": datasets}))
        return
    click.echo(format_table(("model", "what it is"), [(m.name, m.about) for m in MODELS.values()]))
    click.echo()
    rows = [(name, f"{k.nodes:,}", f"{k.edges:,}", f"{k.features:,}", k.classes) for name, k in KNOWN.items()]
    click.echo(format_table(("data set", "nodes", "edges", "features", "classes"), rows))
    click.echo("\n--dataset NAME: a random graph of that size (karate is the real one); FILE: the graph of the file.")
