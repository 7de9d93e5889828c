"""Many people press one button at once, on several desks."""

from tests.offers import drill


def test_two_hundred_clicks_on_eight_desks_make_one_decision_and_all_are_answered() -> None:
    done = drill.run()
    assert done.as_it_should_be, done
