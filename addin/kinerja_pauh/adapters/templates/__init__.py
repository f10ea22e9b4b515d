"""Building the master workbooks of workbook_templates/ from sheets/ and the default rulebook."""
