"""Measure how long voices take."""

from measure import main

if __name__ == "__main__":
    main("stretches", __doc__)
