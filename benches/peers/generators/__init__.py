"""Registers with known truth, made by rules that share nothing with the synthetic register of the core."""
