/** Settings of a deployment, from its environment. */
import { join } from 'node:path';
import { z } from 'zod';
import { ok, type Result, refuse } from '../shared/kernel/result.ts';

/** Where `npm run build` puts them. */
const builtPages = join(import.meta.dirname, '../../out/renderer');

const schema = z.object({
  /** PostgreSQL; without it an embedded PGlite in `DATA`. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(?:ql)?:\/\//)
    .optional(),
  /** The same for every instance on one database: seals the signing key and the providers’ secrets there. */
  BACKEND_SECRET: z.string().min(32).max(1_000).optional(),
  DATA: z.string().min(1).default('backend-data'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8_480),
  /** Addresses of reverse proxies, with commas between. */
  TRUST_PROXY: z.string().default(''),
  /** As the page and its reports call the province. */
  PROVINCE_NAME: z.string().min(1).max(100).default('Máy chủ tỉnh'),
  /** Folder of the built pages; that of this program without it. */
  PAGES: z.string().min(1).optional(),
  /** The backend above this one, to which facilities that joined it pass on. */
  UPSTREAM_URL: z.url({ protocol: /^https?$/ }).optional(),
  RATE_FACTOR: z.coerce.number().min(0.01).max(1_000).default(1),
});

export interface Config {
  readonly database:
    | { readonly is: 'postgresql'; readonly url: string; readonly secret: string }
    | { readonly is: 'pglite'; readonly folder: string; readonly secret: string | null };
  readonly host: string;
  readonly port: number;
  readonly trustProxy: readonly string[];
  readonly rateFactor: number;
  readonly province: string;
  /** Folder with `province/index.html` and `assets`. */
  readonly pages: string;
  readonly upstreamUrl: string | null;
}

/** The settings, or names of those that are wrong or missing; never their values. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
): Result<Config, readonly string[]> {
  const parsed = schema.safeParse(env);
  if (!parsed.success) return refuse([...new Set(parsed.error.issues.map(({ path }) => path.join('.')))]);
  const { DATABASE_URL: url, BACKEND_SECRET: secret, DATA: folder } = parsed.data;
  if (url !== undefined && secret === undefined) return refuse(['BACKEND_SECRET']);
  return ok({
    database:
      url !== undefined && secret !== undefined
        ? { is: 'postgresql', url, secret }
        : { is: 'pglite', folder, secret: secret ?? null },
    host: parsed.data.HOST,
    port: parsed.data.PORT,
    trustProxy: parsed.data.TRUST_PROXY.split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()])),
    rateFactor: parsed.data.RATE_FACTOR,
    province: parsed.data.PROVINCE_NAME,
    pages: parsed.data.PAGES ?? builtPages,
    upstreamUrl: parsed.data.UPSTREAM_URL ?? null,
  });
}
