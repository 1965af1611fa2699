"""Measure how long ties take."""

from measure import main

if __name__ == "__main__":
    main("ties", __doc__)
