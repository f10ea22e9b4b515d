"""What the actions ask of the world. Cells are plain values here (`sheets.cells`); no library's types.

Each Protocol has one real implementation in `adapters`; `World` is what a face hands to an action.
The rest of the program imports from here, not from the modules.
"""

from .computer import BridgeState, Calc, Computer, Program
from .files import BookReader, CellWriter, EvidenceReader, FileSaver, MacroGuard, Progress, ReaderMissing, UnusableFile
from .inquiries import Answer, Inquiry, InquiryRegister
from .keys import SealKeys
from .live import LiveWorkbook
from .plans import PlanIssued, PlanRegister, PlanReturned, PlanRuling
from .printing import PdfFiles, PdfProperties, PdfSource, Printer, PrinterMissing
from .register import Choice, Happening, Issued, Register, RegisterCare, Returned, slot
from .templates import ReportTemplate, Stamper, TemplateRemark, Templates
from .world import World

__all__ = [
    "Answer",
    "BookReader",
    "BridgeState",
    "Calc",
    "CellWriter",
    "Choice",
    "Computer",
    "EvidenceReader",
    "FileSaver",
    "Happening",
    "Inquiry",
    "InquiryRegister",
    "Issued",
    "LiveWorkbook",
    "MacroGuard",
    "PdfFiles",
    "PdfProperties",
    "PdfSource",
    "PlanIssued",
    "PlanRegister",
    "PlanReturned",
    "PlanRuling",
    "Printer",
    "PrinterMissing",
    "Program",
    "Progress",
    "ReaderMissing",
    "Register",
    "RegisterCare",
    "ReportTemplate",
    "Returned",
    "SealKeys",
    "Stamper",
    "TemplateRemark",
    "Templates",
    "UnusableFile",
    "World",
    "slot",
]
