"""Training of the small models that ship with quotegraph, from annotation lines."""
