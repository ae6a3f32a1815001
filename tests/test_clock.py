"""The time can be stopped, for every thread, and runs on afterwards."""

from datetime import UTC, datetime, timedelta, timezone
from threading import Thread

import pytest

from app import clock

MOMENT = datetime(2022, 9, 28, 12, 0, tzinfo=timezone(timedelta(hours=3)))


def test_the_time_is_aware_and_in_utc():
    assert clock.utcnow().utcoffset() == timedelta(0)
    assert abs(clock.utcnow() - datetime.now(UTC)) < timedelta(minutes=1)


def test_a_stopped_time_is_seen_by_other_threads():
    seen: list[datetime] = []
    with clock.freeze(MOMENT):
        thread = Thread(target=lambda: seen.append(clock.utcnow()))
        thread.start()
        thread.join()
    assert seen == [MOMENT]
    assert clock.utcnow() > MOMENT


def test_stopping_twice_returns_to_the_outer_moment():
    later = MOMENT + timedelta(days=1)
    with clock.freeze(MOMENT):
        with pytest.raises(RuntimeError), clock.freeze(later):
            raise RuntimeError
        assert clock.utcnow() == MOMENT


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"), clock.freeze(MOMENT.replace(tzinfo=None)):
        pass
