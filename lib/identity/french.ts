// The sentences of refusals, as they are written in the code, in French. tests/laws sees that none is missing.
const sentences: Record<string, string> = {
  "This category is retired: it can be read, and no longer written in.": "Cette catégorie est retirée : on peut la lire, mais plus y écrire.",
  "You cannot open topics in this category.": "Vous ne pouvez pas ouvrir de sujet dans cette catégorie.",
  "Only the team announces.": "Seule l’équipe publie des annonces.",
  "This kind of topic has no place in this category.": "Ce genre de sujet n’a pas sa place dans cette catégorie.",
  "This topic is archived: it can be read, and no longer changed.": "Ce sujet est archivé : on peut le lire, mais plus le modifier.",
  "This topic is closed: it takes no more replies.": "Ce sujet est fermé : il ne prend plus de réponses.",
  "You can read here, and not reply.": "Vous pouvez lire ici, mais pas répondre.",
  "A tag has at least one letter or digit.": "Une étiquette a au moins une lettre ou un chiffre.",
  "A tag has at most 30 characters.": "Une étiquette a au plus 30 caractères.",
  "A tag has letters, digits, spaces and . + # - only.": "Une étiquette n’a que des lettres, des chiffres, des espaces et . + # -.",
  "A topic has at most five tags.": "Un sujet a au plus cinq étiquettes.",
  "Choose tags that are there already: you cannot make new ones.": "Choisissez des étiquettes qui existent : vous ne pouvez pas en créer.",
  "A newer draft was kept on another device.": "Un brouillon plus récent a été gardé sur un autre appareil.",
  "Only a question has an accepted answer.": "Seule une question a une réponse acceptée.",
  "Others have answered: the topic stays. You can edit your post.": "D’autres ont répondu : le sujet reste. Vous pouvez modifier votre message.",
  "Someone else has this handle.": "Quelqu’un d’autre a cet identifiant.",
  "This post was changed meanwhile. Copy your text, then look at the new version.": "Ce message a été modifié entre-temps. Copiez votre texte, puis regardez la nouvelle version.",
  "This was sent before and has gone.": "Cela a déjà été envoyé et n’est plus là.",
  "Marketing does not write in the members’ private rooms.": "Le marketing n’écrit pas dans les espaces privés des membres.",
  "Only an admin can suspend staff.": "Seule une personne administratrice peut suspendre l’équipe.",
  "Only its author and moderators may do this.": "Seuls l’auteur et la modération peuvent faire cela.",
  "People who work here have no relationship factor.": "Celles et ceux qui travaillent ici n’ont pas de facteur relationnel.",
  "This request came from another site.": "Cette requête vient d’un autre site.",
  "You cannot react to your own post.": "Vous ne pouvez pas réagir à votre propre message.",
  "You cannot suspend yourself.": "Vous ne pouvez pas vous suspendre.",
  "This link has been used or has run out. Ask for a new one.": "Ce lien a déjà servi ou a expiré. Demandez-en un nouveau.",
  "You cannot write at the moment: your account is silenced. You can read, and ask us to look at it again.": "Vous ne pouvez pas écrire pour le moment : votre compte est réduit au silence. Vous pouvez lire, et nous demander de revoir cette décision.",
  "Choose a category.": "Choisissez une catégorie.",
  "The address or the password is not right.": "L’adresse ou le mot de passe n’est pas bon.",
  "There is no such post to answer.": "Il n’y a pas de tel message auquel répondre.",
  "This file is not a picture we can read.": "Ce fichier n’est pas une image que nous pouvons lire.",
  "This is not an answer to this question.": "Ce n’est pas une réponse à cette question.",
  "This is not your current password.": "Ce n’est pas votre mot de passe actuel.",
  "This request could not be read.": "Cette requête n’a pas pu être lue.",
  "Use a JPEG, PNG, WebP or GIF picture.": "Utilisez une image JPEG, PNG, WebP ou GIF.",
  "There is nothing here.": "Il n’y a rien ici.",
  "Sign in first.": "Connectez-vous d’abord.",
  "Sign in to take part.": "Connectez-vous pour participer.",
  "A picture has at most 4 MB.": "Une image fait au plus 4 Mo.",
  "That is more than fits.": "C’est plus que ce qui est permis.",
  "Confirm your e-mail address first.": "Confirmez d’abord votre adresse e-mail.",
  "A handle has 3 to 30 letters a–z, digits, dots or dashes.": "Un identifiant a de 3 à 30 lettres a–z, chiffres, points ou tirets.",
  "A name has at most 80 characters.": "Un nom a au plus 80 caractères.",
  "A password has at least 10 characters.": "Un mot de passe a au moins 10 caractères.",
  "A password has at most 200 characters.": "Un mot de passe a au plus 200 caractères.",
  "A post has at most 30,000 characters.": "Un message a au plus 30 000 caractères.",
  "A title has at least 8 characters.": "Un titre a au moins 8 caractères.",
  "A title has at most 150 characters.": "Un titre a au plus 150 caractères.",
  "At most 500 characters.": "Au plus 500 caractères.",
  "Say what we may call you.": "Dites comment vous appeler.",
  "This address is too long.": "Cette adresse est trop longue.",
  "This is not an e-mail address.": "Ce n’est pas une adresse e-mail.",
  "This link is not complete.": "Ce lien n’est pas complet.",
  "This name has characters that cannot be shown.": "Ce nom a des caractères qui ne peuvent pas être affichés.",
  "This needs a client id.": "Il manque un identifiant de client.",
  "Signing in there did not work. Try again.": "La connexion là-bas n’a pas fonctionné. Réessayez.",
  "Type your password.": "Tapez votre mot de passe.",
  "Write at least two characters.": "Écrivez au moins deux caractères.",
  "Write something that can be read.": "Écrivez quelque chose de lisible.",
  "This is no time zone we know.": "Ce n’est pas un fuseau horaire que nous connaissons.",
  "This is not valid.": "Ce n’est pas valable.",
  "Something went wrong on our side. Nothing was saved.": "Quelque chose s’est mal passé de notre côté. Rien n’a été enregistré.",
};

const waiting = /^That was too often\. Try again in (\d+) (seconds|minutes)\.$/;

/** Whether a reader's first language is French, by the Accept-Language of their request. */
export const prefersFrench = (acceptLanguage: string | undefined): boolean => /^\s*fr\b/i.test(acceptLanguage ?? "");

/** A refusal's sentence in French; one that has none is a malformed request, which only a program sends. */
export function inFrench(sentence: string): string {
  const [, count, unit] = waiting.exec(sentence) ?? [];
  if (count) return `C’était trop souvent. Réessayez dans ${count} ${unit === "seconds" ? "secondes" : "minutes"}.`;
  return sentences[sentence] ?? sentences["This is not valid."] ?? sentence;
}
