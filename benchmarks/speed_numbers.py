"""Measure how long reported numbers take."""

from measure import main

if __name__ == "__main__":
    main("numbers", __doc__)
