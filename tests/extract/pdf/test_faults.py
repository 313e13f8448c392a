"""The boundary to pdfminer and pdfplumber: their errors are one, and no others are hidden."""

import struct

import pytest

from extract.pdf.faults import PdfFault, pdf_faults


@pytest.mark.parametrize("error", [KeyError("Root"), struct.error(), RecursionError(), OSError()])
def test_whatever_they_raise_is_one_fault_with_its_cause(error):
    with pytest.raises(PdfFault) as fault, pdf_faults():
        raise error
    assert fault.value.__cause__ is error


@pytest.mark.parametrize("error", [MemoryError, KeyboardInterrupt, SystemExit])
def test_what_says_nothing_of_the_file_goes_on(error):
    with pytest.raises(error), pdf_faults():
        raise error
