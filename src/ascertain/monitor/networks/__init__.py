"""Networks: accounts that share the same things within seconds of each other, and how likely chance alone is."""
