"""What an appraisal is and is worth. Pure: values in, values out; standard library only."""
