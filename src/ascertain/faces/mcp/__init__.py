"""The face for agents: the verbs as tools of the Model Context Protocol, with records as typed results."""
