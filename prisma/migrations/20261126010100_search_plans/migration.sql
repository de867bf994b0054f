-- What keeps the rows of search is planned once for each connection, not once for each post: the way is always the same, by the
-- indexes, and finding it took three times as long as going it.
ALTER FUNCTION search_add(bigint[]) SET plan_cache_mode = force_generic_plan;
ALTER FUNCTION search_keep(bigint[]) SET plan_cache_mode = force_generic_plan;
ALTER FUNCTION search_keep(bigint[]) SET enable_seqscan = off;
