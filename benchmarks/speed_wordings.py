"""Measure how long listed forms take."""

from measure import main

if __name__ == "__main__":
    main("wordings", __doc__)
