"""Words as files: letters to clients will live here. None are written yet."""
