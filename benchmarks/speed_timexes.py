"""Measure how long dates take."""

from measure import main

if __name__ == "__main__":
    main("timexes", __doc__)
