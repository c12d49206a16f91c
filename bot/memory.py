"""What Python's garbage collector looks at, and how often, in a process that serves for months."""

import gc

# Acts make thousands of short-lived things, hardly any of them in circles: looking for circles at every 700 is waste.
AT_EVERY = 20_000


def settle() -> None:
    """Called once, when Dunwell serves: what is there by now stays until it ends and is not looked at again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(AT_EVERY)
