"""Measure how long the claims take."""

from measure import main

if __name__ == "__main__":
    main("ledger", __doc__)
