"""A workbook that is open in front of the user: Excel (COM) and LibreOffice (UNO) through one xlwings.

`live_book` is the port; `reading`, `writing` and `notes` use only what xlwings offers for both programs; where the two
differ, `protection` and `window` hold one function for each. `lean_xlwings` comes first: a click must be quick.
"""
