"""Measure every stage in turn, each on what those before it have made."""

from measure import STEPS, main

if __name__ == "__main__":
    main([step for step in STEPS if not step.startswith(("whole", "again", "beside"))], __doc__)
