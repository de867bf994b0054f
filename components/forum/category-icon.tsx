import { BookOpen, Camera, ChefHat, Coffee, Gift, Globe, Heart, Home, Key, Leaf, Lightbulb, type LucideIcon, Megaphone, MessageCircle, Music, Palette, Shield, ShoppingBag, Sparkles, Star, Users, Utensils, Wrench } from "lucide-react";

const drawn: Record<string, LucideIcon> = {
  "message-circle": MessageCircle, coffee: Coffee, "chef-hat": ChefHat, utensils: Utensils, "book-open": BookOpen, lightbulb: Lightbulb, wrench: Wrench, sparkles: Sparkles, camera: Camera, megaphone: Megaphone,
  heart: Heart, star: Star, shield: Shield, users: Users, globe: Globe, home: Home, leaf: Leaf, gift: Gift, music: Music, palette: Palette, "shopping-bag": ShoppingBag, key: Key,
};
// Written out, so that the style sheet knows them.
const tints: Record<string, string> = { copper: "text-copper", ember: "text-ember", steel: "text-steel", sage: "text-sage", plum: "text-plum", gold: "text-gold", moss: "text-moss", ink: "text-ink" };

/** A category's sign in its colour. Its name stands beside it. */
export function CategoryIcon({ icon, colour, size = 16 }: { icon: string; colour: string; size?: number }) {
  const Drawn = drawn[icon] ?? MessageCircle;
  return <Drawn aria-hidden size={size} strokeWidth={1.9} className={`flex-none ${tints[colour] ?? "text-ink"}`} />;
}
