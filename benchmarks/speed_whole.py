"""Measure how long all tables of a folder take, and how long they take again from the cache."""

from measure import main

if __name__ == "__main__":
    main(["whole", "again", "beside", "beside again"], __doc__)
