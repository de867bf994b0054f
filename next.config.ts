import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  poweredByHeader: false,
  // The page cache in front compresses once; what is personal is too small to gain from it.
  compress: false,
  reactStrictMode: true,
  // The types are checked by `npm run check`, with the same compiler for everything.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  serverExternalPackages: ["pg", "@prisma/client", "@prisma/adapter-pg", "sharp", "@node-rs/argon2", "pino", "nodemailer"],
  experimental: { serverActions: { bodySizeLimit: "1kb" } },
};

export default createNextIntlPlugin({ requestConfig: "./app/i18n.ts", experimental: { messages: { path: "./messages", format: "json", locales: ["en", "fr"], precompile: true } } })(config);
