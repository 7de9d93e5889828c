"""A few rounds of the drill; `make drill-digests` runs fifty."""

import pytest

from tests.digests import drill


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_desk_killed_over_the_due_time_leaves_each_digest_posted_once(seed: int) -> None:
    assert drill.run(seed).exactly_once
