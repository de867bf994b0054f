// A tier is shown when its owner shows it to everyone: what a room is told is the same for all who are in it.
/** The columns of who wrote something, from an account joined as `alias`. */
export const authorColumns = (alias: string): string => `${alias}.id AS "authorId", ${alias}.name AS "authorName", ${alias}.handle::text AS "authorHandle", ${alias}.role AS "authorRole",
  CASE WHEN ${alias}.role = 'customer' AND ${alias}.privacy->>'tier' <> 'everyone' THEN 0 ELSE ${alias}.tier END AS "authorTier"`;
