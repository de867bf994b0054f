/** A category as a mailing list: its address, and whether someone gets what is said in it by mail. */
export type MailList = { id: number; name: string; address: string; on: boolean };
