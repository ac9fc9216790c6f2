export { readAdminSettings, readSettings, settingNames, Settings, SettingsRefused } from './settings';
export { ErrorForPeople, explain } from './explain';
