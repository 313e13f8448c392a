"""What an action plan is: the contract's models, the codes, and the boundary between stages."""
