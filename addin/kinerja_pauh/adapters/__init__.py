"""Who does it for real: files, Excel, LibreOffice, the register. The only room but faces that meets libraries."""
