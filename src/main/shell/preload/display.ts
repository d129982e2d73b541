/** Preload of the customer display: its line and nothing else. What it may ask for is fixed by the counter's end. */
import { offerLine } from './line.ts';

offerLine();
