"""What the tests share: PostgreSQL, a browser, homes for applications, a site to visit."""
