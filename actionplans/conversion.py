"""One document to its plan."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from actionplans.failed_plan import failed_plan, file_hash
from actionplans.garbage_collection import rare_collections
from extract import OcrName, ReadOptions, read
from extract.errors import UnreadableDocument
from normalise import build_plan
from normalise.corrections.apply import corrected_plan
from normalise.people.file_names import masked_path
from normalise.register.register import register_words
from schemas.codes import ProblemCode
from schemas.correction import Entry
from schemas.fragment import DocumentContent, TableFragment
from schemas.plan import Plan


def convert(
    path: str | Path,
    *,
    keep_people: bool = False,
    keep_pseudonyms: bool = False,
    ocr: OcrName = "auto",
    review_id: str | None = None,
    corrections: Sequence[Entry] = (),
) -> Plan:
    """The action plan in the PDF or text dump at ``path``.

    Persons are masked unless ``keep_people``; ``keep_pseudonyms`` leaves the pseudonym of the
    review's subject in its title. ``ocr`` names the text recognition engine for
    pages without text to trust, or is ``off``. ``review_id`` is made from the file's name if
    it is not given. ``corrections``, from ``read_corrections``, are applied last; those of other
    documents are passed over. Raises ``EngineMissing`` if the engine is not installed, and
    ``UnreadableDocument`` if the file cannot be read at all; a document without a plan gives a
    ``Plan`` of status ``no_plan``.
    """
    path, options = Path(path), ReadOptions(ocr=ocr, words=register_words())
    with rare_collections():
        content = read(path, options)
        plan = build_plan(
            content, keep_people=keep_people, keep_pseudonyms=keep_pseudonyms, review_id=review_id
        )
        if _rows_may_be_missed(plan, content):
            content = read(path, replace(options, thorough=True))
            plan = build_plan(
                content,
                keep_people=keep_people,
                keep_pseudonyms=keep_pseudonyms,
                review_id=review_id,
            )
    return corrected_plan(
        plan, corrections, keep_people=keep_people, keep_pseudonyms=keep_pseudonyms
    )


def _rows_may_be_missed(plan: Plan, content: DocumentContent) -> bool:
    """Whether rows may stand on skimmed pages: plans without any sign of a table are rare."""
    skimmed = any(p.skimmed for p in content.pages)
    tables = any(isinstance(b, TableFragment) for p in content.pages for b in p.blocks)
    return skimmed and (plan.status == "no_plan" or not tables)


def attempt(
    path: Path,
    *,
    keep_people: bool,
    keep_pseudonyms: bool = False,
    ocr: OcrName = "auto",
    review_id: str | None = None,
    corrections: Sequence[Entry] = (),
) -> Plan:
    """``convert``, but a document that fails gives a ``Plan`` of status ``failed``."""
    try:
        return convert(
            path,
            keep_people=keep_people,
            keep_pseudonyms=keep_pseudonyms,
            ocr=ocr,
            review_id=review_id,
            corrections=corrections,
        )
    except UnreadableDocument as error:
        code, message = error.code, str(error)
    except MemoryError:
        code, message = ProblemCode.OUT_OF_MEMORY, NO_MEMORY
    except Exception as error:  # noqa: BLE001 - a fault of ours costs this document alone
        code, message = ProblemCode.INTERNAL_ERROR, _internal_message(error)
    name = path.name if keep_people else masked_path(PurePath(path.name), file_hash(path))
    return failed_plan(path, name, code, message, review_id)


INTERNAL = (
    "The converter failed on this document. Please report it with the file, if you may share it."
)

NO_MEMORY = (
    "There was not enough memory for this document. Run again with fewer documents at a time "
    "(--jobs), or print the pages of the plan to a new PDF."
)


def _internal_message(error: Exception) -> str:
    return f"{INTERNAL} ({type(error).__name__} in {_origin(error)})"


def _origin(error: Exception) -> str:
    """File and function in which a fault of ours arose, without any words of the document."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    code = trace.tb_frame.f_code if trace else None
    return f"{Path(code.co_filename).name}:{code.co_name}" if code else "an unknown place"
