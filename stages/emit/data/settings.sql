-- Nobody else sees the file before it is whole, and a broken load is thrown away: so there is no
-- journal, and the disk is waited for once, at the end.
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA page_size = 8192;
PRAGMA foreign_keys = OFF;
