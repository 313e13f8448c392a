"""Writers of a batch's tables, one form each, behind one interface (``interface.Format``)."""
