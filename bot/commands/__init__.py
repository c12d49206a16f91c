"""What can be typed after `dunwell`, a file a group."""
