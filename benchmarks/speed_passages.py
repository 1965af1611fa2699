"""Measure how long passages and roots take."""

from measure import main

if __name__ == "__main__":
    main("passages", __doc__)
