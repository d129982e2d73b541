import { config } from 'zod';

// The pages run under a content security policy without `eval`; zod must not even try it. Imported before any schema.
config({ jitless: true });
