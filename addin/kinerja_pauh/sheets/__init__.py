"""Where everything stands in a workbook: layout once, cells -> model, model -> cells. Pure."""
