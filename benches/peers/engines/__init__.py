"""The engines that are measured, each behind the same few tasks (see `results.py`)."""
