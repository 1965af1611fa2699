"""Measure how long statements take."""

from measure import main

if __name__ == "__main__":
    main("statements", __doc__)
