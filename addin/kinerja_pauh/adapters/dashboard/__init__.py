"""The dashboard: one HTML file that needs nothing but a browser."""

from .page import dashboard_page

__all__ = ["dashboard_page"]
