"""What is installed, what is missing, and how to get it; each part is tried, not looked up."""
