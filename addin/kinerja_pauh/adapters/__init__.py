"""Who does it for real: files, Excel, LibreOffice, the register. The only room but faces that meets libraries."""

import os

os.environ["OPENPYXL_LXML"] = "False"
"""Where lxml happens to be installed openpyxl writes other bytes; the built workbooks must come out the same anywhere.
Read by openpyxl when it is first imported, so it stands where every user of openpyxl passes by."""
