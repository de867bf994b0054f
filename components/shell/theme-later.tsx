"use client";
import { later } from "#components/ui/later.tsx";

/** The choice of a theme, which is needed at the foot of a page and not before. */
export const ThemeLater = later(() => import("./theme-choice.tsx").then((module) => module.ThemeChoice), () => <span aria-hidden className="block h-8 w-44" />);
