// What every page does by itself where scripts run. Nothing here is needed to answer.
import { closeMenus } from './menus';
import { sendOnce } from './send-once';
import { localTimes } from './local-times';
import { weighFiles } from './weigh-files';
import { waitForCode } from './wait-for-code';
import { goOn } from './go-on';

localTimes(document);
sendOnce(document);
closeMenus(document);
waitForCode(document);
weighFiles(document);
goOn(document);
document.querySelector<HTMLElement>('[data-focus]')?.focus();
