"""Readers' pages as finished bytes, kept in memory until the content or the hour changes them."""

from app.cache.middleware import configure, init_app

__all__ = ["configure", "init_app"]
