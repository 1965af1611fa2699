"""Measure how long sentences that recur take."""

from measure import main

if __name__ == "__main__":
    main("families", __doc__)
