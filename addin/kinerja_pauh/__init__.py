"""Penilaian kinerja ASN: annual performance appraisal of civil servants, inside familiar workbooks."""

__version__ = "0.1.0"
