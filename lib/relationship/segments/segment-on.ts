const factsWidth = 10;

/**
 * The segment (0–3 for A–D) in which somebody stood on the last night on or before a day, as an SQL expression; null when they were
 * not in it. Their place among a block's ids says which byte of its facts is theirs, as `pack` wrote it.
 */
export const segmentOnSql = (customer: string, day: string): string => `(
  SELECT get_byte(s.facts, ((at.place - 1) / 16) * ${factsWidth} + 8) & 3 FROM (
    SELECT b.ids, b.facts FROM portfolio_snapshot b WHERE b.day = (SELECT max(d.day) FROM portfolio_day d WHERE d.day <= ${day}) AND b.first_id <= ${customer} ORDER BY b.first_id DESC LIMIT 1) s,
    LATERAL (SELECT position(uuid_send(${customer}) IN s.ids) AS place) at WHERE at.place > 0 AND (at.place - 1) % 16 = 0)`;
