"""``python -m fuseflow.cli``"""

from fuseflow.cli import main

main(prog_name="fuseflow")
