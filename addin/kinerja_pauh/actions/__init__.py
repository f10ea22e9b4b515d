"""What an office verb does, whoever asked: gather, decide, apply. One module a verb."""
