"""Measure how long counting actors takes."""

from measure import main

if __name__ == "__main__":
    main("actors", __doc__)
