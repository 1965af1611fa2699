"""Measure how long names take."""

from measure import main

if __name__ == "__main__":
    main("mentions", __doc__)
