"""The steps of the verbs, each over the rooms of one collection; the desk calls them."""
