-- Until when someone reads without writing.
ALTER TABLE account ADD COLUMN silenced_until timestamptz;
