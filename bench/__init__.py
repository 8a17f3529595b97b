"""Measurements: what docgen costs beside the libraries one would use without it, as ratios of one run on one machine."""
