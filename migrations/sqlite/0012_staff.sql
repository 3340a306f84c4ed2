-- Staff come and go: an account that is disabled stays for what it did, and cannot sign in.

ALTER TABLE account ADD COLUMN disabled_at TEXT;
