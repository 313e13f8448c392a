"""A person's decisions applied to a plan."""
