"""Measure how long events take."""

from measure import main

if __name__ == "__main__":
    main("events", __doc__)
