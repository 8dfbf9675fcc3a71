"""People: how they sign in, what they may do, and what is kept of it."""
