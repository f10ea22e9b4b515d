"""Reading a file that a stranger may have made: in a process of its own, which may die of it and be replaced.

`reader` is the side of the program; `child` is what runs apart, with the `limits` it sets itself; they speak in
`frames`, and a workbook crosses as text (`book_text`), never as anything that could act when it is unpacked.
"""
