// How programs and people set apart what is not new in a mail. Each pattern is read line by line and has no nested repetition.

const wrote = /(?:wrote|writes|a écrit|écrivait|schrieb|schreef|geschreven|escribió|escreveu|ha scritto|skrev|napisał|napisała|написал|написала|пише|пишет|写道|寫道|kirjoitti|yazdı|のメール|さんは書きました|작성)/i;
const opens = /^(?:on|le|am|op|el|il|em|den|w dniu|dnia|dne|pada|vào|på|vom|в|на|在|\p{L}{2,4}, |\d{1,4}[-./ 年])/iu;
const address = /[^\s<>@]+@[^\s<>@]+/;
const dated = /^\d{4}[-/]\d{1,2}[-/]\d{1,2} (?:.{0,40}GMT[+-]|.{0,120}<[^<>]{1,120}@)/;
const field = /^\*{0,2}(from|sent|date|to|cc|subject|reply-to|de|envoyé|à|objet|enviado|enviada|para|asunto|assunto|von|gesendet|an|betreff|datum|van|verzonden|aan|onderwerp|da|inviato|oggetto|a|fra|sendt|til|emne|från|skickat|till|ämne|od|wysłano|do|temat|data|fecha|от|кому|дата|отправлено|тема|发件人|发送时间|收件人|主题|寄件者|差出人|送信日時|宛先|件名)\s?:\*{0,2}(?:\s|$)/i;
const firstFields = new Set(["from", "de", "von", "van", "da", "fra", "från", "od", "от", "发件人", "寄件者", "差出人"]);
const headed = /^(?:original message|original appointment|forwarded message|message d'origine|message transféré|message original|mensaje original|mensaje reenviado|mensagem original|ursprüngliche nachricht|weitergeleitete nachricht|originalnachricht|oorspronkelijk bericht|doorgestuurd bericht|messaggio originale|messaggio inoltrato|oprindelig meddelelse|opprinnelig melding|ursprungligt meddelande|wiadomość oryginalna|исходное сообщение|пересылаемое сообщение|原始邮件|元のメッセージ|begin forwarded message|début du message réexpédié|anfang der weitergeleiteten nachricht)[\s\-_=*:：]{0,80}$/i;

const sent = /^[[(<*_\s]{0,4}(?:sent (?:from|via|with|by|using)\b|(?:get|download) \[?outlook for\b|from (?:my )?(?:mobile|i-?phone|ipad|ipod|android|blackberry|phone|cell)\b|\S{1,20} from mobile$|envoyé (?:depuis|de|à partir|avec|via)\b|télécharger outlook\b|gesendet (?:von|mit|aus|via)\b|von meinem .{1,40} gesendet|diese nachricht wurde .{1,60} gesendet|verzonden (?:met|vanaf|via)\b|verstuurd (?:vanaf|met)\b|enviado (?:desde|do|da|a partir|con|via)\b|enviada (?:do|da)\b|inviato da\b|sendt fra\b|skickat från\b|lähetetty\b|wysłan[eo] z\b|отправлено (?:с|из)\b|從我的.{1,30}傳送|发自我的|發自我的|.{1,20}から送信)/i;
// A sentence has a verb; what a telephone writes under a mail has none.
const verb = /\b(?:is|are|was|were|will|has|have|makes|est|sont|ist|sind|es|son)\b/i;

/** The line without the marks that quote it. */
export const unquoted = (line: string): string => line.replace(/^[\s>|]{1,40}/, "");
/** Whether the line quotes another mail by the usual sign. */
export const isMarked = (line: string): boolean => /^ {0,3}[>|]/.test(line);
/** Whether the line quotes another mail, by the usual sign or by the initials of who wrote it. */
export const isQuote = (line: string): boolean => isMarked(line) || /^[A-Z]{1,3}>/.test(line);
/** Whether the line is a rule drawn of signs, or nothing but a mark that tracks. */
export const isRule = (line: string): boolean => /^\s{0,8}(?:[-_=*~#+–—]{2,}|ᐧ)\s*$/u.test(line);
/** Whether everything from this line on is a signature: two dashes alone, or the long underscore of lists and Outlook. */
export const beginsSignature = (line: string): boolean => /^(?:--|—|–) {0,2}$/.test(line) || /^\s{0,3}_{5,}\s*$/.test(line);
/** Whether a program wrote the line under the mail: from which telephone it was sent. */
export const isDeviceLine = (line: string): boolean => line.length <= 120 && sent.test(line) && !verb.test(line);
/** Whether the line is a name signed with a dash, as in `-Ada`. */
export const isSignedName = (line: string): boolean => /^[-–—]\p{Lu}[\p{L}.'’]{0,30}(?: [\p{L}.'’]{1,30}){0,2}\s*$/u.test(line);

const blank = (line: string | undefined): boolean => line === undefined || line.trim() === "";

/** How many lines from `at` say who wrote what follows and when; 0 when they do not. */
export function attribution(lines: readonly string[], at: number): number {
  const first = unquoted(lines[at] ?? "").trim();
  if (!first || first.length > 300) return 0;
  if (dated.test(first)) return /[<]\s*$/.test(first) ? 2 : 1;
  const byDate = opens.test(first) && /\d/.test(first);
  if (!byDate && !(address.test(first) && wrote.test(first))) return 0;
  let joined = "";
  for (let taken = 1; taken <= 8 && at + taken <= lines.length; taken += 1) {
    const line = unquoted(lines[at + taken - 1] ?? "").trim();
    if (taken > 1 && opens.test(line) && /\d/.test(line)) return 0;
    joined += ` ${line}`;
    if (joined.length > 500) return 0;
    if (/[:：]$/.test(line) && wrote.test(joined)) return taken;
  }
  return 0;
}

/** Whether another mail with its headers begins at this line. */
export function beginsMail(lines: readonly string[], at: number): boolean {
  const line = unquoted(lines[at] ?? "").trim();
  if (!line || line.length > 300) return false;
  if (headed.test(line.replace(/^[\s\-_=*]{1,80}/, ""))) return true;
  if (!firstFields.has(field.exec(line)?.[1]?.toLowerCase() ?? "")) return false;
  let fields = 0;
  for (let next = at + 1; next < at + 9 && next < lines.length; next += 1) {
    const after = unquoted(lines[next] ?? "").trim();
    if (field.test(after)) fields += 1;
  }
  return fields >= 2;
}

/** The next line that is not empty, or the number of lines. */
export function nextSaid(lines: readonly string[], at: number): number {
  let next = at;
  while (next < lines.length && blank(lines[next])) next += 1;
  return next;
}
