/** How far back payments to doubtful numbers and unproven people count. */
export const RECENT_MONTHS = 12;
