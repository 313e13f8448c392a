"""A batch on the machines of a Dask cluster."""
