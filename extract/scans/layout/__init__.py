"""What stands where on a straightened page: cells and blocks to read, bullets, ratings."""
