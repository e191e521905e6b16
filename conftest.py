"""Test ground for every folder of tests: how many workers, and the fixtures that stand for the outside world."""

import gc
import os

import pytest
from hypothesis import settings

#: A busy machine is slow, not wrong; and a run finds what another run finds.
settings.register_profile("house", deadline=None, derandomize=True)
settings.load_profile("house")

pytest_plugins = ["tests.ground.browser", "tests.ground.postgres"]

MOST_WORKERS = 8


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """For the whole suite one more than there are cores: who waits for a browser leaves a core to another.

    None for files named by hand, which then start at once and may print.
    """
    if config.args_source is pytest.Config.ArgsSource.TESTPATHS:
        return min((os.cpu_count() or 1) + 1, MOST_WORKERS)
    return 0


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: the collector of rubbish need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
