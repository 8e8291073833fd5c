import { looksAt } from './look';
import { SCREENS_OF } from './screens';

looksAt(SCREENS_OF.handover);
