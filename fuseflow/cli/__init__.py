"""The command line: thin over the Python API. What a command prints, writes and returns is said in its help."""

from __future__ import annotations

import click

import fuseflow
from fuseflow.cli.boundary import Boundary
from fuseflow.cli.compile import compile_command
from fuseflow.cli.cosim import cosim_command
from fuseflow.cli.doctor import doctor_command
from fuseflow.cli.explain import explain_command
from fuseflow.cli.models import models_command
from fuseflow.cli.simulate import simulate_command
from fuseflow.cli.synth import synth_command


@click.group(cls=Boundary, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
             no_args_is_help=False)
@click.version_option(fuseflow.__version__, prog_name="fuseflow")
def main():
    """Sparse programs and PyTorch models as dataflow graphs: exact cycles, and RTL that agrees with them.

    MODEL is FILE.ein, FILE.py:callable, package.module:callable or a name from `fuseflow models`. A callable returns
    (module, args) or (module, args, formats).

    Exit code: 0 done and true; 1 a check failed or a deadlock; 2 wrong use or bad input; 3 a bug of fuseflow's.
    """


for command in (compile_command, simulate_command, cosim_command, explain_command, synth_command, models_command,
                doctor_command):
    main.add_command(command)
