import { stopEngines } from './engines.ts';

export default stopEngines;
