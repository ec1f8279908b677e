"""Many cases in worker processes: one that hangs or dies costs its case only."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterable, Iterator
from multiprocessing.connection import wait

from tests.fuzz.check import SECONDS, run
from tests.fuzz.coverage import EVERY, count_actions, facts
from tests.fuzz.generator import draw

PATIENCE = 3 * SECONDS
"""Seconds without a word from a worker after which it is ended."""


def examine(seed: int) -> dict:
    """Draw and run a case: plain data."""
    case = draw(seed)
    outcome = run(case)
    found = facts(case, outcome)
    if outcome.kind == "right" and seed % EVERY == 0:
        found["actions"], wrong = count_actions(outcome)
        if wrong:
            outcome.kind, outcome.label, outcome.detail = "wrong", "cycles", wrong
    return {"seed": seed, "kind": outcome.kind, "label": outcome.label, "detail": outcome.detail,
            "failed": outcome.failed, "seconds": outcome.compile_seconds, "facts": found}


def _work(link, seeds: list[int]) -> None:
    for seed in seeds:
        link.send(examine(seed))
    link.close()


class _Worker:
    """A process with the seeds that are left to it."""

    def __init__(self, seeds: list[int]):
        self.seeds, self.heard = seeds, time.monotonic()
        context = multiprocessing.get_context("fork")
        self.link, theirs = context.Pipe(duplex=False)
        self.process = context.Process(target=_work, args=(theirs, seeds), daemon=True)
        self.process.start()
        theirs.close()

    def end(self) -> None:
        self.link.close()
        self.process.kill()
        self.process.join()


def run_all(seeds: Iterable[int], jobs: int) -> Iterator[dict]:
    """Results as they come."""
    seeds = list(seeds)
    workers = [_Worker(seeds[k::jobs]) for k in range(jobs) if seeds[k::jobs]]
    try:
        while workers:
            ready = wait([w.link for w in workers], timeout=1)
            for w in list(workers):
                failure = None
                if w.link in ready:
                    try:
                        found = w.link.recv()
                    except EOFError:
                        if w.seeds:
                            failure = ("crash", "the process died")
                        else:
                            w.end()
                            workers.remove(w)
                            continue
                    else:
                        w.seeds, w.heard = w.seeds[1:], time.monotonic()
                        yield found
                elif time.monotonic() - w.heard > PATIENCE:
                    failure = ("hang", "without an answer")
                if failure is not None:
                    seed, left = w.seeds[0], w.seeds[1:]
                    w.end()
                    workers.remove(w)
                    yield {"seed": seed, "kind": failure[0], "label": failure[1], "detail": "", "failed": True,
                           "seconds": 0.0, "facts": {"outcomes": {" ".join(failure): 1}}}
                    if left:
                        workers.append(_Worker(left))
    finally:
        for w in workers:
            w.end()
